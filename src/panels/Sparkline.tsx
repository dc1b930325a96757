import css from './sparkline.module.css';

interface Trail {
  readonly trail: readonly { readonly at: number; readonly value: number }[];
  /** The words a reader without the picture hears. */
  readonly label: string;
  /** The least span of the axis in the sign's unit, so that noise never looks like a storm. */
  readonly span: number;
}

const width = 160;
const height = 26;

/** A trend as one line. The axis is never narrower than `span`; a gap of thrice the usual step breaks the line. */
export function Sparkline({ trail, label, span }: Trail) {
  return (
    <svg
      className={css['spark']}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <path d={trailPath(trail, span)} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

export function trailPath(trail: Trail['trail'], span: number): string {
  const first = trail[0];
  const last = trail.at(-1);
  if (first === undefined || last === undefined || trail.length < 2) return '';
  const values = trail.map((point) => point.value);
  const middle = (Math.max(...values) + Math.min(...values)) / 2;
  const reach = Math.max(span, Math.max(...values) - Math.min(...values)) || 1;
  const stretch = Math.max(1, last.at - first.at);
  const usual = stretch / (trail.length - 1);
  return trail
    .map((point, index) => {
      const x = ((point.at - first.at) / stretch) * width;
      const y = height / 2 - ((point.value - middle) / reach) * (height - 6);
      const before = trail[index - 1];
      const broken = before === undefined || point.at - before.at > usual * 3;
      return `${broken ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
}
