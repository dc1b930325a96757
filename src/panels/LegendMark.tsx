import type { LayerEntry } from '@/contracts/layer';
import css from './legendMark.module.css';

type LegendItem = LayerEntry['legend'][number];

/** The legend's shape in the layer's own colour token. */
export function LegendMark({ item }: { readonly item: Pick<LegendItem, 'swatch' | 'shape'> }) {
  return (
    <svg
      className={css['mark']}
      viewBox="0 0 14 14"
      aria-hidden="true"
      style={{ color: `var(--swatch-${item.swatch}, var(--text-2))` }}
    >
      {shapes[item.shape]}
    </svg>
  );
}

function areaWith(pattern: React.ReactNode): React.ReactNode {
  return (
    <>
      <rect x="1" y="2.5" width="12" height="9" rx="1.5" fill="currentColor" fillOpacity="0.3" />
      {pattern}
    </>
  );
}
const outline = { fill: 'none', stroke: 'currentColor', strokeWidth: 2 } as const;
const shapes: Readonly<Record<LegendItem['shape'], React.ReactNode>> = {
  area: <rect x="1" y="2.5" width="12" height="9" rx="1.5" fill="currentColor" />,
  line: <path d="M0 7h14" {...outline} strokeWidth="3" />,
  dash: <path d="M0 7h14" {...outline} strokeDasharray="4 2.5" />,
  point: <circle cx="7" cy="7" r="4.5" fill="currentColor" />,
  diamond: <path d="M7 1.5 12.5 7 7 12.5 1.5 7Z" fill="currentColor" />,
  square: <rect x="2.5" y="2.5" width="9" height="9" fill="currentColor" />,
  hollow: <circle cx="7" cy="7" r="4.5" {...outline} />,
  column: <path d="M4.5 13V2l5-1.2V13Z" fill="currentColor" />,
  hatched: (
    <g {...outline} strokeWidth="1.5">
      <circle cx="7" cy="7" r="5" />
      <path d="M3.8 8.2 8.2 3.8M5.3 10.2l4.9-4.9" />
    </g>
  ),
  barred: (
    <g {...outline} strokeWidth="1.5">
      <circle cx="7" cy="7" r="5" />
      <path d="M4.5 7h5" />
    </g>
  ),
  ring: <circle cx="7" cy="7" r="5.5" {...outline} strokeWidth="1.5" strokeDasharray="2.5 1.5" />,
  hatch: (
    <g {...outline} strokeWidth="1.5">
      <rect x="1.5" y="1.5" width="11" height="11" strokeWidth="1" />
      <path d="M2 7l5-5M2 12 12 2M7 12l5-5" />
    </g>
  ),
  dotted: areaWith(<path d="M3 5h2v2H3zm4 0h2v2H7zM5 8h2v2H5zm4 0h2v2H9z" fill="currentColor" />),
  striped: areaWith(<path d="M3 10.5 10 3.5M7 10.5l5-5" {...outline} strokeWidth="1.5" />),
  crossed: areaWith(
    <path d="M3 10.5 10 3.5M7 10.5l5-5M4 3.5l7 7M2 5.5l5 5" {...outline} strokeWidth="1.2" />,
  ),
  frame: <rect x="2" y="2" width="10" height="10" {...outline} strokeWidth="2.5" />,
};
