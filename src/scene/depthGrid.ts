import {
  Cartesian2,
  Cartesian3,
  Cartographic,
  Color,
  EllipsoidSurfaceAppearance,
  GeometryInstance,
  Material,
  Math as CesiumMath,
  PolylineCollection,
  Primitive,
  PrimitiveCollection,
  Rectangle,
  RectangleGeometry,
  type Scene,
} from 'cesium';
import type { Theme } from '@/contracts/ids';
import type { LabelLayer } from './layer';
import { metresPerDegree } from './model/origin';

/** Metres below the ground at which a plane of the grid lies. */
export const gridDepths = [20, 40] as const;
/** Metres between the strong lines, between the rods that stand on the grid, and from one side of it to the other. */
const strong = 500;
const rodsApart = 1000;
const across = 6000;
/** Rods to either side of the middle that carry numbers. */
const numbered = 1;
/** From higher up the grid is finer than a map can show, metres. */
const seenBelow = 7000;

const lines: Readonly<Record<Theme, readonly [shallow: string, deep: string]>> = {
  night: ['#5fa8d8', '#3a6fa8'],
  day: ['#2f6f99', '#54738c'],
  contrast: ['#ffffff', '#c8c8c8'],
};

const source = `
float line(vec2 at) {
  vec2 w = fwidth(at);
  vec2 off = abs(fract(at - 0.5) - 0.5) / max(w, vec2(1e-5));
  vec2 drawn = (1.0 - smoothstep(0.2, 1.3, off)) * (1.0 - smoothstep(0.15, 0.45, w));
  return max(drawn.x, drawn.y);
}
czm_material czm_getMaterial(czm_materialInput materialInput) {
  czm_material material = czm_getDefaultMaterial(materialInput);
  vec2 at = (materialInput.st - 0.5) * size;
  float edge = 1.0 - smoothstep(0.25, 1.0, length(at) / (0.5 * size.x));
  material.diffuse = colour.rgb;
  material.alpha = edge * colour.a * max(line(at / strong), finer * line(at * 5.0 / strong));
  return material;
}`;

interface DepthGridOptions {
  readonly scene: Scene;
  readonly labels: LabelLayer;
  readonly theme: () => Theme;
  /** Ellipsoidal metres of the ground, degrees. */
  readonly heightAt: (lon: number, lat: number) => number;
}

export interface DepthGrid {
  readonly show: (shown: boolean) => void;
  /** Draws it in the colours of the theme there is now. */
  readonly dress: () => void;
  readonly destroy: () => void;
}

/** What one looks at: the middle of the window on the ground, else the place below the camera; degrees. */
function lookedAt(scene: Scene): readonly [lon: number, lat: number] {
  const { clientWidth, clientHeight } = scene.canvas;
  const hit = scene.camera.pickEllipsoid(new Cartesian2(clientWidth / 2, clientHeight * 0.6));
  const { longitude, latitude } =
    hit === undefined ? scene.camera.positionCartographic : Cartographic.fromCartesian(hit);
  return [CesiumMath.toDegrees(longitude), CesiumMath.toDegrees(latitude)];
}

/**
 * Planes of lines at told depths below where one looks, joined to the ground by rods with their numbers: without them
 * nobody sees through a clear ground how deep a thing lies.
 */
export function createDepthGrid({ scene, labels, theme, heightAt }: DepthGridOptions): DepthGrid {
  const all = new PrimitiveCollection();
  all.show = false;
  scene.primitives.add(all);
  let laidAt = '';

  const lay = () => {
    const [lon, lat] = lookedAt(scene);
    const perLat = metresPerDegree;
    const perLon = metresPerDegree * Math.cos(CesiumMath.toRadians(Math.round(lat * 10) / 10));
    const snapped = (value: number, per: number) => Math.round((value * per) / rodsApart);
    const [i, j] = [snapped(lon, perLon), snapped(lat, perLat)];
    const wish = `${i},${j},${theme()}`;
    if (wish === laidAt) return;
    laidAt = wish;
    all.removeAll();
    const at = (east: number, north: number): readonly [number, number] => [
      (i * rodsApart + east) / perLon,
      (j * rodsApart + north) / perLat,
    ];
    const ground = heightAt(...at(0, 0));
    const [west, south] = at(-across / 2, -across / 2);
    const [east, north] = at(across / 2, across / 2);
    for (const [index, depth] of gridDepths.entries()) {
      const colour = Color.fromCssColorString(lines[theme()][index]!).withAlpha(0.4 - 0.14 * index);
      all.add(
        new Primitive({
          geometryInstances: new GeometryInstance({
            geometry: new RectangleGeometry({
              rectangle: Rectangle.fromDegrees(west, south, east, north),
              height: ground - depth,
              granularity: CesiumMath.toRadians(1),
              vertexFormat: EllipsoidSurfaceAppearance.VERTEX_FORMAT,
            }),
          }),
          appearance: new EllipsoidSurfaceAppearance({
            aboveGround: false,
            flat: true,
            translucent: true,
            material: new Material({
              fabric: {
                uniforms: {
                  colour,
                  size: new Cartesian2(across, across),
                  strong,
                  finer: index === 0 ? 0.28 : 0,
                },
                source,
              },
              translucent: true,
            }),
          }),
          asynchronous: false,
          allowPicking: false,
        }),
      );
    }
    const rods = new PolylineCollection();
    const deepest = gridDepths[gridDepths.length - 1]!;
    const rodColour = Color.fromCssColorString(lines[theme()][0]).withAlpha(0.55);
    const numbers: Parameters<LabelLayer['set']>[1][number][] = [];
    for (let x = -2; x <= 2; x += 1)
      for (let y = -2; y <= 2; y += 1) {
        const [rodLon, rodLat] = at(x * rodsApart, y * rodsApart);
        rods.add({
          positions: [0, deepest].map((depth) => Cartesian3.fromDegrees(rodLon, rodLat, ground - depth)),
          width: 1,
          material: Material.fromType('Color', { color: rodColour }),
        });
        if (Math.max(Math.abs(x), Math.abs(y)) > numbered) continue;
        for (const depth of gridDepths)
          numbers.push({
            id: `${x},${y},${depth}`,
            text: { zh: `−${depth} m`, en: `−${depth} m` },
            at: [rodLon, rodLat, ground - depth],
            kind: 'depth',
            priority: depth / 10,
          });
      }
    all.add(rods);
    labels.set('depth-grid', numbers);
  };
  const undoFrame = scene.preRender.addEventListener(() => {
    if (!all.show) return;
    if (scene.camera.positionCartographic.height < seenBelow) lay();
    else if (laidAt !== '') clear();
  });
  const clear = () => {
    laidAt = '';
    all.removeAll();
    labels.remove('depth-grid');
  };
  return {
    show: (shown) => {
      all.show = shown;
      if (!shown) clear();
    },
    dress: () => {
      laidAt = '';
    },
    destroy: () => {
      undoFrame();
      clear();
      if (!scene.isDestroyed()) scene.primitives.remove(all);
    },
  };
}
