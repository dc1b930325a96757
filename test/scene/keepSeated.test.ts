import { describe, expect, it } from 'vitest';
import { keepSeated } from '@/scene/keepSeated';
import { fakeHost } from '../support/layerHost';

const hill = { heightAt: () => 60 };

describe('what stands on the ground', () => {
  it('is built once the ground is known, and anew for every other ground until it is taken away', async () => {
    const { host, setRelief, listeners } = fakeHost();
    const builtOn: number[] = [];
    const undo = keepSeated(host, () => void builtOn.push(host.ground.heightAt(114.3, 30.5)));
    expect(builtOn).toEqual([]);
    await host.ground.relief;
    expect(builtOn).toEqual([8.4]);
    setRelief(hill);
    expect(builtOn).toEqual([8.4, 60]);
    undo();
    setRelief({ heightAt: () => 20 });
    expect(builtOn).toEqual([8.4, 60]);
    expect(listeners()).toBe(0);
  });

  it('is not built on a ground that has changed meanwhile', async () => {
    const { host, setRelief } = fakeHost();
    const whole: number[] = [];
    let goOn: () => void = () => undefined;
    keepSeated(host, async (stale) => {
      const ground = host.ground.heightAt(114.3, 30.5);
      await new Promise<void>((resolve) => (goOn = resolve));
      if (!stale()) whole.push(ground);
    });
    await host.ground.relief;
    const finishFirst = goOn;
    setRelief(hill);
    finishFirst();
    goOn();
    await expect.poll(() => whole).toEqual([60]);
  });

  it('fences the layer where it cannot be built', async () => {
    const { host, failures } = fakeHost();
    keepSeated(host, () => {
      throw new Error('no axis');
    });
    await expect.poll(() => failures.map(({ message }) => message)).toEqual(['no axis']);
  });
});
