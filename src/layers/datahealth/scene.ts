import type { AttachLayer } from '@/scene/layer';
import type { City } from '@/state/city';
import { createCellBoard } from './cellBoard';
import { legendOf } from './legend';
import { aspectOf, cellsFor, facesOf, measure } from './measure';

/** Counting every series again more often would tell nobody anything. */
const everyMs = 1_000;

export const attach: AttachLayer = async (host, firstView, city: City) => {
  let view = firstView;
  let selected: string | undefined;
  let catalogue = city.catalogue.getState().catalogue ?? (await city.query.catalogue());
  let cells = cellsFor(catalogue, view.options);
  let board = build();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting = false;

  function build() {
    const built = createCellBoard(cells, host.ground.lie(), host.theme());
    built.dress(host.theme(), view.opacity);
    built.primitive.show = view.visible;
    host.primitives.add(built.primitive);
    return built;
  }
  /** Counts again; did any cell change its face? */
  function paint(): boolean {
    const faces = facesOf(measure(cells, catalogue, city), aspectOf(view.options));
    return faces.reduce((drew, face, index) => board.paint(index, face) || drew, false);
  }
  /** At once, and then at most once a second; what came meanwhile is counted when the second is over. */
  function paintSoon(): boolean {
    if (timer !== undefined) {
      waiting = true;
      return false;
    }
    timer = setTimeout(() => {
      timer = undefined;
      if (!waiting) return;
      waiting = false;
      if (paintSoon()) host.requestRender();
    }, everyMs);
    return paint() && view.visible;
  }
  function select(): void {
    const index = cells.findIndex(({ id }) => id === selected);
    board.select(index < 0 ? undefined : index);
  }
  function rebuild(): void {
    host.primitives.remove(board.primitive);
    cells = cellsFor(catalogue, view.options);
    board = build();
    paint();
    select();
    host.requestRender();
    host.retell?.();
  }

  const undo = [
    host.ground.onRelief(rebuild),
    host.onTheme(() => {
      board.dress(host.theme(), view.opacity);
      host.requestRender();
    }),
    city.catalogue.subscribe(({ catalogue: next }) => {
      if (next === undefined || next.revision === catalogue.revision) return;
      catalogue = next;
      rebuild();
    }),
    city.door.subscribe(() => {
      if (paintSoon()) host.requestRender();
    }),
    city.time.subscribe(({ mode }, before) => {
      if (mode === before.mode) return;
      if (paint()) host.requestRender();
      host.retell?.();
    }),
  ];
  paint();

  return {
    apply: (next) => {
      const before = view;
      view = next;
      if (next.opacity !== before.opacity) board.dress(host.theme(), next.opacity);
      board.primitive.show = next.visible;
      if (next.options !== before.options) {
        cells = cellsFor(catalogue, next.options);
        paint();
        host.retell?.();
      }
      host.requestRender();
    },
    frame: ({ changed }) => changed.length > 0 && paintSoon(),
    highlight: (features) => {
      const [next] = features;
      if (next === selected) return;
      selected = next;
      select();
      host.requestRender();
    },
    locate: (feature) => {
      const index = cells.findIndex(({ id }) => id === feature);
      return index < 0 ? undefined : board.locate(index);
    },
    count: () => cells.filter(({ slots }) => slots.length > 0).length,
    total: () => cells.length,
    legend: () => legendOf(aspectOf(view.options), city.now().mode === 'replay' || !city.query.served),
    destroy: () => {
      clearTimeout(timer);
      undo.forEach((stop) => stop());
      host.primitives.remove(board.primitive);
    },
  };
};
