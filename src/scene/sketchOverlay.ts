import { Cartesian3, type Scene } from 'cesium';
import type { LonLat } from '@/contracts/geo';
import type { Theme } from '@/contracts/ids';
import type { SceneStore, Sketch } from '@/state/sceneStore';
import type { GroundPicture } from './layer';
import { looks } from './look';
import styles from './scene.module.css';
import { windowProjector, type WindowPlace } from './windowPlace';

/** A long line is drawn in pieces, so that it follows the ground and what lies behind the eye is left out. */
const pieces = 24;

type HeightAt = GroundPicture['heightAt'];

function between(a: LonLat, b: LonLat, heightAt: HeightAt): readonly Cartesian3[] {
  return Array.from({ length: pieces + 1 }, (_, index) => {
    const t = index / pieces;
    const [lon, lat] = [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
    return Cartesian3.fromDegrees(lon, lat, heightAt(lon, lat));
  });
}

/** Draws the line or ring of the active tool over the map, sharp at every pixel ratio. */
export function createSketchOverlay(
  scene: Scene,
  container: HTMLElement,
  store: SceneStore,
  theme: () => Theme,
  onTheme: (listener: () => void) => () => void,
  { heightAt, onRelief }: Pick<GroundPicture, 'heightAt' | 'onRelief'>,
): () => void {
  const canvas = document.createElement('canvas');
  canvas.className = styles['sketch'] ?? '';
  canvas.setAttribute('aria-hidden', 'true');
  container.append(canvas);
  const pen = canvas.getContext('2d');
  let corners: readonly Cartesian3[] = [];
  let edges: readonly (readonly Cartesian3[])[] = [];
  let clean = true;

  const prepare = (sketch: Sketch | undefined) => {
    const points = sketch?.points ?? [];
    corners = points.map(([lon, lat]) => Cartesian3.fromDegrees(lon, lat, heightAt(lon, lat)));
    const closing = sketch?.kind === 'area' && points.length > 2;
    edges = points.flatMap((point, index) => {
      const next = points[index + 1] ?? (closing ? points[0] : undefined);
      return next === undefined ? [] : [between(point, next, heightAt)];
    });
  };

  const draw = () => {
    if (pen === null || (clean && corners.length === 0)) return;
    const ratio = window.devicePixelRatio;
    const { clientWidth, clientHeight } = scene.canvas;
    if (
      canvas.width !== Math.round(clientWidth * ratio) ||
      canvas.height !== Math.round(clientHeight * ratio)
    ) {
      canvas.width = Math.round(clientWidth * ratio);
      canvas.height = Math.round(clientHeight * ratio);
    }
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, clientWidth, clientHeight);
    clean = corners.length === 0;
    if (clean) return;
    const project = windowProjector(scene);
    const look = looks[theme()].sketch;
    const run = (places: readonly (WindowPlace | undefined)[]) => {
      let drawing = false;
      for (const at of places) {
        if (at === undefined) drawing = false;
        else if (drawing) pen.lineTo(at.x, at.y);
        else {
          pen.moveTo(at.x, at.y);
          drawing = true;
        }
      }
    };
    if (store.getState().sketch?.kind === 'area' && corners.length > 2) {
      pen.beginPath();
      run(edges.flat().map(project));
      pen.fillStyle = look.fill;
      pen.fill();
    }
    pen.lineJoin = 'round';
    pen.lineCap = 'round';
    for (const [colour, width] of [
      ['rgba(0, 0, 0, 0.45)', 5],
      [look.line, 2.5],
    ] as const) {
      pen.beginPath();
      for (const edge of edges) run(edge.map(project));
      pen.strokeStyle = colour;
      pen.lineWidth = width;
      pen.stroke();
    }
    for (const corner of corners) {
      const at = project(corner);
      if (at === undefined) continue;
      pen.beginPath();
      pen.arc(at.x, at.y, 4.5, 0, Math.PI * 2);
      pen.fillStyle = look.dot;
      pen.strokeStyle = look.line;
      pen.lineWidth = 2;
      pen.fill();
      pen.stroke();
    }
  };

  prepare(store.getState().sketch);
  const undoStore = store.subscribe((state, before) => {
    if (state.sketch === before.sketch) return;
    prepare(state.sketch);
    clean = false;
    draw();
  });
  const undoRelief = onRelief(() => prepare(store.getState().sketch));
  const undoTheme = onTheme(draw);
  const undoFrame = scene.postRender.addEventListener(draw);
  return () => {
    undoStore();
    undoRelief();
    undoTheme();
    undoFrame();
    canvas.remove();
  };
}
