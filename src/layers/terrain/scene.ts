import type { LayerLegend } from '@/contracts/layer';
import type { Provenance } from '@/contracts/provenance';
import type { AttachLayer } from '@/scene/layer';

/** Whom the heights of this very base come from: an import takes the place of what the generator knows. */
function legendOf({ source, date, datum, note }: Provenance): LayerLegend {
  return {
    title: { zh: '本底座的高程', en: 'Heights of this base' },
    items: [],
    note: {
      zh: `${source.zh} · ${date} · ${datum}${note === undefined ? '' : `。${note.zh}`}`,
      en: `${source.en} · ${date} · ${datum}${note === undefined ? '' : `. ${note.en}`}`,
    },
  };
}

/**
 * The relief as one sees it: slopes lit and shaded. Shown or hidden, the ground is as high as it is: levelling it below
 * what stands on the hills would leave that in the air. Heights that cannot be read fence the layer with their reason.
 */
export const attach: AttachLayer = async (host, view) => {
  const { ground } = host;
  await ground.count('shade');
  await ground.relief;
  ground.show('shade', view);
  const undo = ground.onRelief(() => host.retell?.());
  return {
    apply: (next) => ground.show('shade', next),
    legend: () => {
      const { provenance } = ground.lie();
      return provenance === undefined ? undefined : legendOf(provenance);
    },
    destroy: () => {
      undo();
      ground.show('shade', { visible: false, opacity: 0 });
    },
  };
};
