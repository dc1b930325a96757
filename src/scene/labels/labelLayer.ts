import { Cartesian3, Cartographic, type Scene } from 'cesium';
import type { Language, Text } from '@/contracts/text';
import type { LabelLayer, MapLabel } from '../layer';
import styles from '../scene.module.css';
import { windowProjector } from '../windowPlace';
import { besideCovers, layOut, mostAt, type Cover, type LabelBox } from './labelLayout';

interface Standing {
  label: MapLabel;
  place: Cartesian3;
  readonly element: HTMLElement;
  width: number;
  height: number;
  shown: boolean;
}

/** How often the choice of labels may change while the camera moves; their places follow every picture. */
const layoutEveryMs = 180;
/** CSS pixels between two labels. */
const labelGap = 4;

/**
 * Text over the map as elements of the page: sharp at every pixel ratio, in the page's own fonts, and moved only when
 * the picture is. Read by screen readers elsewhere (lists, sheets), so hidden from them here.
 */
export interface LabelOverlay extends LabelLayer {
  readonly setLanguage: (language: Language) => void;
  readonly destroy: () => void;
}

export function createLabelOverlay(scene: Scene, container: HTMLElement, first: Language): LabelOverlay {
  const layer = document.createElement('div');
  layer.className = styles['labels'] ?? '';
  layer.setAttribute('aria-hidden', 'true');
  container.append(layer);
  const owners = new Map<string, Standing[]>();
  let language = first;
  let laidOutAt = -Infinity;
  let covers: readonly Cover[] = [];
  let chosen: ReadonlySet<string> = new Set();
  let pending = 0;
  let destroyed = false;

  const measure = (one: Standing) => {
    one.width = one.element.offsetWidth;
    one.height = one.element.offsetHeight;
  };

  /** Whatever of the page says that it lies over the map. */
  const findCovers = () => {
    const origin = container.getBoundingClientRect();
    covers = [...document.querySelectorAll('[data-over-map]')].map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return {
        left: left - origin.left,
        top: top - origin.top,
        right: right - origin.left,
        bottom: bottom - origin.top,
      };
    });
  };

  const place = (anew: boolean) => {
    if (anew) findCovers();
    const project = windowProjector(scene);
    const eye = scene.camera.positionWC;
    const width = scene.canvas.clientWidth;
    const height = scene.canvas.clientHeight;
    const boxes: LabelBox[] = [];
    const seen = new Map<string, { x: number; y: number }>();
    for (const [owner, standing] of owners) {
      for (const one of standing) {
        const at = project(one.place);
        // A number stands on its cluster, every other text above what it names.
        if (at !== undefined && one.label.kind === 'cluster') at.y += one.height / 2;
        if (at === undefined || at.x < -80 || at.x > width + 80 || at.y < -10 || at.y > height + 40) continue;
        const distance = Cartesian3.distance(eye, one.place);
        if (distance < (one.label.near ?? 0) || distance > (one.label.far ?? Infinity)) continue;
        const id = `${owner}/${one.label.id}`;
        if (one.width === 0) measure(one);
        const wished = {
          id,
          ...at,
          width: one.width,
          height: one.height,
          kind: one.label.kind,
          priority: one.label.priority,
          distance,
        };
        const box = besideCovers(wished, covers);
        if (box === undefined) continue;
        seen.set(id, box);
        boxes.push(box);
      }
    }
    if (anew) chosen = layOut(boxes, chosen, labelGap, mostAt(Cartographic.fromCartesian(eye).height));
    for (const [owner, standing] of owners) {
      for (const one of standing) {
        const id = `${owner}/${one.label.id}`;
        const at = chosen.has(id) ? seen.get(id) : undefined;
        if (at !== undefined)
          one.element.style.transform = `translate(${Math.round(at.x - one.width / 2)}px, ${Math.round(at.y - one.height)}px)`;
        if (one.shown === (at !== undefined)) continue;
        one.shown = at !== undefined;
        one.element.classList.toggle(styles['shown'] ?? '', one.shown);
      }
    }
  };

  const refresh = () => {
    const now = performance.now();
    const anew = now - laidOutAt > layoutEveryMs;
    if (anew) laidOutAt = now;
    place(anew);
  };
  const later = () => {
    cancelAnimationFrame(pending);
    pending = requestAnimationFrame(() => {
      if (destroyed || scene.isDestroyed()) return;
      laidOutAt = performance.now();
      place(true);
    });
  };
  const undoFrame = scene.postRender.addEventListener(refresh);
  const undoRest = scene.camera.moveEnd.addEventListener(later);
  const remeasure = () => {
    for (const standing of owners.values()) for (const one of standing) one.width = 0;
    later();
  };
  document.fonts.addEventListener('loadingdone', remeasure);

  const write = ({ element, label }: Pick<Standing, 'element' | 'label'>) => {
    element.textContent = label.text[language];
    // A name that has no English is told in its own letters, and says so to whoever reads it aloud or picks the font.
    if (language === 'en' && /\p{Script=Han}/u.test(label.text.en)) element.lang = 'zh-Hans';
    else element.removeAttribute('lang');
    if (label.signal === undefined) delete element.dataset['signal'];
    else element.dataset['signal'] = label.signal;
    if (label.detail === undefined) return;
    const detail = document.createElement('small');
    detail.textContent = label.detail[language];
    element.append(detail);
  };
  const stand = (label: MapLabel): Standing => {
    const element = document.createElement('span');
    element.className = `${styles['label'] ?? ''} ${styles[label.kind] ?? ''}`;
    element.dataset['kind'] = label.kind;
    write({ element, label });
    layer.append(element);
    return { label, place: Cartesian3.fromDegrees(...label.at), element, width: 0, height: 0, shown: false };
  };
  /** What stands already and says something new keeps its place: it must not fade out and in for it. */
  const restand = (one: Standing, label: MapLabel) => {
    const was = one.label;
    one.label = label;
    if (was.at.join() !== label.at.join()) one.place = Cartesian3.fromDegrees(...label.at);
    const same = (a: Text | undefined, b: Text | undefined) => a?.zh === b?.zh && a?.en === b?.en;
    if (same(was.text, label.text) && same(was.detail, label.detail) && was.signal === label.signal) return;
    write(one);
    one.width = 0;
  };

  const drop = (owner: string) => {
    for (const one of owners.get(owner) ?? []) one.element.remove();
    owners.delete(owner);
  };
  return {
    set: (owner, labels) => {
      const before = new Map((owners.get(owner) ?? []).map((one) => [one.label.id, one]));
      const standing = labels.map((label): Standing => {
        const held = before.get(label.id);
        if (held === undefined || held.label.kind !== label.kind) return stand(label);
        before.delete(label.id);
        restand(held, label);
        return held;
      });
      for (const gone of before.values()) gone.element.remove();
      owners.set(owner, standing);
      later();
    },
    remove: (owner) => {
      drop(owner);
      later();
    },
    setLanguage: (next) => {
      if (next === language) return;
      language = next;
      for (const standing of owners.values()) for (const one of standing) write(one);
      remeasure();
    },
    destroy: () => {
      destroyed = true;
      cancelAnimationFrame(pending);
      undoFrame();
      undoRest();
      document.fonts.removeEventListener('loadingdone', remeasure);
      layer.remove();
    },
  };
}
