import type { Severity } from '@/contracts/alarm';
import type { Stretch } from '@/state/timeStore';
import { barsPath, type DensityBin } from './density';
import css from './timeBar.module.css';

const shapes: Readonly<Record<Severity, string>> = {
  attention: 'M0-3.6a3.6 3.6 0 1 0 .01 0Z',
  warning: 'M0-4.6 4.6 0 0 4.6-4.6 0Z',
  alarm: 'M-3.7-3.7h7.4v7.4h-7.4Z',
};

/** How much was heard when, what of it came late, and the worst alarm of each part: shapes as everywhere. */
export function DensityStrip({
  bins,
  view,
}: {
  readonly bins: readonly DensityBin[];
  readonly view: Stretch;
}) {
  const share = (at: number): string => `${((at - view.from) / (view.to - view.from)) * 100}%`;
  return (
    <svg className={css['density']} aria-hidden="true">
      <svg viewBox="0 0 1000 100" preserveAspectRatio="none" y="30%" height="70%" width="100%">
        <path className={css['heard']} d={barsPath(bins, view, ({ readings }) => readings)} />
        <path className={css['late']} d={barsPath(bins, view, ({ late }) => late)} />
      </svg>
      {bins.map(
        ({ from, to, worst }) =>
          worst !== undefined && (
            <svg key={from} x={share((from + to) / 2)} y="18%" overflow="visible">
              <path className={css['mark']} data-state={worst} d={shapes[worst]} />
            </svg>
          ),
      )}
    </svg>
  );
}
