import { useId, type ReactNode } from 'react';
import css from './panel.module.css';

/** One floating surface with its heading. The body scrolls and can be reached by keyboard. */
export function PanelFrame(props: {
  readonly title: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  /** Takes what room is left and scrolls; otherwise the panel is as high as its content, and shrinks last. */
  readonly grow?: boolean;
}) {
  const heading = useId();
  return (
    <section data-over-map className={css['panel']} aria-labelledby={heading} data-grow={props.grow}>
      <div className={css['head']}>
        <h2 id={heading}>{props.title}</h2>
        {props.aside !== undefined && <div className={css['aside']}>{props.aside}</div>}
      </div>
      {/* A region that may scroll must be reachable by those who have no wheel. */}
      <div className={css['body']} tabIndex={0} role="group" aria-labelledby={heading}>
        {props.children}
      </div>
    </section>
  );
}
