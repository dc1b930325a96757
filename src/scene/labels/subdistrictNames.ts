import { Cartographic, type Scene } from 'cesium';
import { groundFiles } from '@/contracts/base';
import { readShapes } from '../ground/shapes';
import type { GroundPicture, LabelLayer } from '../layer';
import { subdistrictLabels } from './placeNames';

/** From higher up none of the names is shown, metres above the ellipsoid. */
const neededBelowM = 22_000;

interface SubdistrictNamesOptions {
  readonly scene: Scene;
  readonly labels: LabelLayer;
  /** What the names stand on. */
  readonly ground: Pick<GroundPicture, 'relief' | 'heightAt'>;
  /** Reads a file of the base; rejects where the base has none or a broken one. */
  readonly read: (file: string) => Promise<unknown>;
}

export interface SubdistrictNames {
  /** Another base has taken the place of the one before: its names are read when they are needed. */
  readonly renew: () => void;
  readonly destroy: () => void;
}

/** The names of 街道, read once the camera is near enough for them; a base without them shows none. */
export function createSubdistrictNames({
  scene,
  labels,
  ground,
  read,
}: SubdistrictNamesOptions): SubdistrictNames {
  const namesIn = (file: unknown) => {
    try {
      return subdistrictLabels(readShapes(file, groundFiles.subdistricts), ground.heightAt);
    } catch {
      // A broken file names nothing; the layer of the 街道 tells what is wrong with it.
      return [];
    }
  };
  let undo = (): void => undefined;
  let reading = 0;
  const readNames = async () => {
    reading += 1;
    const mine = reading;
    const [file] = await Promise.allSettled([read(groundFiles.subdistricts), ground.relief]);
    if (mine !== reading) return;
    labels.set('subdistricts', file.status === 'fulfilled' ? namesIn(file.value) : []);
  };
  const wait = () => {
    undo();
    undo = scene.postRender.addEventListener(() => {
      if (Cartographic.fromCartesian(scene.camera.positionWC).height > neededBelowM) return;
      undo();
      void readNames();
    });
  };
  wait();
  return {
    renew: wait,
    destroy: () => {
      reading += 1;
      undo();
    },
  };
}
