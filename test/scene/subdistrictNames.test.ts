import { PrimitiveCollection, type Scene } from 'cesium';
import { expect, it } from 'vitest';
import { groundFiles } from '@/contracts/base';
import { flatRelief } from '@/domain/relief';
import { createSubdistrictNames } from '@/scene/labels/subdistrictNames';
import type { MapLabel } from '@/scene/layer';
import { fakeScene } from '../support/layerHost';

const base = {
  features: [
    {
      type: 'Feature',
      properties: {
        code: '420102002',
        name: { zh: '大智街道', en: '大智街道 (420102002)' },
        district: '420102',
      },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [114.28, 30.58],
            [114.3, 30.58],
            [114.3, 30.6],
            [114.28, 30.58],
          ],
        ],
      },
    },
  ],
};

/** Names over a base whose file answers as told, and the promise that the next labels are set. */
function namesOver(scene: Scene, answer: () => Promise<unknown>) {
  const asked: string[] = [];
  const shown: string[][] = [];
  let told = (): void => undefined;
  const next = () => new Promise<void>((resolve) => (told = resolve));
  const names = createSubdistrictNames({
    scene,
    labels: {
      set: (_owner: string, labels: readonly MapLabel[]) => {
        shown.push(labels.map(({ text }) => text.zh));
        told();
      },
      remove: () => undefined,
    },
    ground: { relief: Promise.resolve(flatRelief), heightAt: flatRelief.heightAt },
    read: (file) => {
      asked.push(file);
      return answer();
    },
  });
  return { names, asked, shown, next };
}
const draw = (scene: Scene) => scene.postRender.raiseEvent(scene, undefined);

it('the names of 街道 are not read while the camera is far away', () => {
  const scene = fakeScene(new PrimitiveCollection(), 30_000);
  const { asked } = namesOver(scene, () => Promise.resolve(base));
  draw(scene);
  expect(asked).toEqual([]);
});

it('the names of 街道 are read once when the camera is near, and again from the next base', async () => {
  const scene = fakeScene(new PrimitiveCollection(), 12_000);
  const { names, asked, shown, next } = namesOver(scene, () => Promise.resolve(base));
  const first = next();
  draw(scene);
  draw(scene);
  await first;
  expect(asked).toEqual([groundFiles.subdistricts]);
  expect(shown).toEqual([['大智街道']]);
  names.renew();
  const second = next();
  draw(scene);
  await second;
  expect(asked).toHaveLength(2);
});

it('a base without 街道, or with a broken file of them, shows none and says no error', async () => {
  for (const answer of [
    () => Promise.reject(new Error('404')),
    () => Promise.resolve({ features: 'none' }),
  ]) {
    const scene = fakeScene(new PrimitiveCollection(), 12_000);
    const { shown, next } = namesOver(scene, answer);
    const set = next();
    draw(scene);
    await set;
    expect(shown).toEqual([[]]);
  }
});

it('a scene that is gone asks for no names', () => {
  const scene = fakeScene(new PrimitiveCollection(), 12_000);
  const { names, asked } = namesOver(scene, () => Promise.resolve(base));
  names.destroy();
  draw(scene);
  expect(asked).toEqual([]);
});
