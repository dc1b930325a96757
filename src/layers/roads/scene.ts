import { Cartographic, Math as Angle } from 'cesium';
import { groundFiles, type BaseManifest } from '@/contracts/base';
import { readManifest } from '@/scene/baseWatch';
import { readShapes } from '@/scene/ground/shapes';
import type { AttachLayer, SceneHost } from '@/scene/layer';
import { hasNames, labelsAround, spotsOf, type NameSpot } from './names';

const owner = 'streets';

export const attach: AttachLayer = async ({ ground, ...host }, view) => {
  const count = await ground.count('streets');
  ground.show('streets', view);
  const names = createNames({ ...host, ground });
  names.show(view.visible);
  return {
    apply: (next) => {
      ground.show('streets', next);
      names.show(next.visible);
    },
    count: () => count,
    destroy: () => {
      names.destroy();
      ground.show('streets', { visible: false, opacity: 0 });
    },
  };
};

/** Names of streets about the camera, where an import brought some; they are read when the layer is first shown. */
function createNames({ scene, labels, ground, baseUrl, onBase, requestRender }: SceneHost) {
  let spots: readonly NameSpot[] = [];
  let visible = false;
  let known = false;
  let destroyed = false;
  const label = () => {
    const eye = Cartographic.fromCartesian(scene.camera.positionWC);
    const [lon, lat] = [Angle.toDegrees(eye.longitude), Angle.toDegrees(eye.latitude)];
    const heightM = eye.height - ground.heightAt(lon, lat);
    const next = visible ? labelsAround(spots, [lon, lat], heightM, ground.heightAt) : [];
    if (next.length > 0) labels.set(owner, next);
    else labels.remove(owner);
    requestRender();
  };
  const read = async (manifest: BaseManifest | undefined) => {
    known = true;
    const named = manifest !== undefined && hasNames(manifest);
    const shapes = named ? await readStreets(baseUrl(groundFiles.streets)) : [];
    if (destroyed) return;
    spots = spotsOf(shapes);
    label();
  };
  const undoMove = scene.camera.moveEnd.addEventListener(() => {
    if (spots.length > 0) label();
  });
  const undoBase = onBase((manifest) => {
    if (known) void read(manifest);
  });
  return {
    show: (wanted: boolean) => {
      visible = wanted;
      if (spots.length > 0) label();
      else if (wanted && !known) void readManifest(baseUrl('manifest.json')).then(read);
    },
    destroy: () => {
      destroyed = true;
      undoMove();
      undoBase();
      labels.remove(owner);
    },
  };
}

/** A base without the file shows no streets either, and the layer says so; here it only names none. */
async function readStreets(url: string) {
  try {
    const answer = await fetch(url);
    return answer.ok ? readShapes(await answer.json(), groundFiles.streets) : [];
  } catch {
    return [];
  }
}
