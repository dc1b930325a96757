import { Component, type ReactNode } from 'react';
import { words } from '@/state/words';
import type { Language } from '@/contracts/text';
import css from './shell.module.css';

interface FenceProps {
  readonly language: Language;
  readonly children: ReactNode;
}
interface FenceState {
  readonly reason: string | undefined;
}

/** Keeps one part's failure to itself, with its reason and a way on. React gives this power to classes only. */
export class Fence extends Component<FenceProps, FenceState> {
  override state: FenceState = { reason: undefined };

  static getDerivedStateFromError(error: unknown): FenceState {
    return { reason: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { language, children } = this.props;
    if (this.state.reason === undefined) return children;
    return (
      <div className={css['fenced']} role="alert">
        <p>{words.frame.partFailed(this.state.reason)[language]}</p>
        <button type="button" onClick={() => this.setState({ reason: undefined })}>
          {words.frame.retry[language]}
        </button>{' '}
        <button type="button" onClick={() => window.location.reload()}>
          {words.frame.reload[language]}
        </button>
      </div>
    );
  }
}
