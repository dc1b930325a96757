import type { PointMark } from '../chart/points';
import css from './device.module.css';

/** The shape a doubtful point carries on the chart, for its key. */
export function MarkShape({ mark }: { readonly mark: PointMark }) {
  return (
    <svg className={css['mark']} viewBox="0 0 10 10" aria-hidden="true">
      {mark === 'suspect' && <path d="M2 2l6 6M2 8l6-6" />}
      {mark === 'clamped' && <rect x="2" y="2" width="6" height="6" />}
      {mark === 'late' && <path d="M2 2h6L5 8Z" />}
    </svg>
  );
}
