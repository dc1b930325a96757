import type { Alarm } from '@/contracts/alarm';
import type { SeriesCatalogue } from '@/contracts/series';
import type { AttachLayer, MapLabel } from '@/scene/layer';
import type { City } from '@/state/city';
import { createMarks, type SensorMarks } from './marks';

const owner = 'sensors';

/** Series whose excess an alarm already tells on the map. */
function spokenFor(alarms: readonly Alarm[]): ReadonlySet<number> {
  return new Set(
    alarms.filter(({ handling }) => handling !== 'closed').map(({ evidence }) => evidence.series),
  );
}

function wordsOf(labels: readonly MapLabel[]): string {
  return labels.map(({ id, text }) => `${id} ${text.zh}`).join('\n');
}

export const attach: AttachLayer = async (host, firstView, city: City) => {
  let view = firstView;
  let selected: string | undefined;
  let written = '';
  const first = city.catalogue.getState().catalogue ?? (await city.query.catalogue());
  let revision = first.revision;
  let marks = build(first);

  function build(catalogue: SeriesCatalogue): SensorMarks {
    const built = createMarks(catalogue, host, host.theme());
    built.dress(host.theme(), view.opacity);
    built.show(view.visible);
    built.update(city.telemetry());
    built.select(selected);
    return built;
  }

  /** Writes the labels if their words have changed; did they? */
  function label(): boolean {
    const labels = view.visible
      ? marks.labels(city.telemetry(), spokenFor(city.alarms.getState().alarms))
      : [];
    const words = wordsOf(labels);
    if (words === written) return false;
    written = words;
    host.labels.set(owner, labels);
    return true;
  }

  const undo = [
    host.onTheme(() => {
      marks.dress(host.theme(), view.opacity);
      host.requestRender();
    }),
    city.catalogue.subscribe(({ catalogue }) => {
      if (catalogue === undefined || catalogue.revision === revision) return;
      revision = catalogue.revision;
      marks.destroy();
      marks = build(catalogue);
      label();
      host.requestRender();
    }),
    city.alarms.subscribe(() => {
      if (label()) host.requestRender();
    }),
  ];
  label();

  return {
    apply: (next) => {
      if (next.opacity !== view.opacity) marks.dress(host.theme(), next.opacity);
      if (next.visible !== view.visible) marks.show(next.visible);
      view = next;
      label();
      host.requestRender();
    },
    frame: ({ changed, values, states }) => {
      if (changed.length === 0) return false;
      const drew = marks.update({ values, states }, changed);
      return label() || drew ? view.visible : false;
    },
    highlight: (features) => {
      const [next] = features;
      if (next === selected) return;
      selected = next;
      marks.select(selected);
      host.requestRender();
    },
    locate: (feature) => marks.locate(feature),
    pickNear: (x, y) => (view.visible ? marks.near(x, y) : undefined),
    count: () => marks.count,
    destroy: () => {
      undo.forEach((stop) => stop());
      host.labels.remove(owner);
      marks.destroy();
    },
  };
};
