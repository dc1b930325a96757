import { CircleHelp, PanelLeft, PanelRight } from 'lucide-react';
import { Suspense } from 'react';
import { framePanels } from '@/panels';
import { usePreferences } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { workspaces } from '@/workspaces';
import { Clock } from './Clock';
import { FeedBadge } from './FeedBadge';
import css from './header.module.css';
import { ProgressChip } from './ProgressChip';

export interface HeaderProps {
  readonly left: boolean;
  readonly right: boolean;
  readonly onLeft: () => void;
  readonly onRight: () => void;
  readonly onHelp: () => void;
}

/** Name, workspaces, what the city is, how its readings come, the time, the person. */
export function Header(props: HeaderProps) {
  const { say } = useWords();
  const w = words.frame;
  return (
    <header data-over-map className={css['header']}>
      <FoldButton side="left" shown={props.left} onPress={props.onLeft} />
      <h1 className={css['name']}>
        {say(w.name)} <small>{say(w.subtitle)}</small>
      </h1>
      <WorkspaceNav />
      <framePanels.cityMark />
      <Suspense fallback={null}>
        <framePanels.alarmWatch />
      </Suspense>
      <span className={css['space']} />
      <ProgressChip />
      <FeedBadge />
      <Clock />
      <button
        type="button"
        data-kind="quiet"
        aria-label={say(w.help.open)}
        aria-keyshortcuts="?"
        onClick={props.onHelp}
      >
        <CircleHelp size="1rem" aria-hidden="true" />
      </button>
      <framePanels.handOver />
      <framePanels.personMenu />
      <FoldButton side="right" shown={props.right} onPress={props.onRight} />
    </header>
  );
}

function WorkspaceNav() {
  const { say } = useWords();
  const current = usePreferences((preferences) => preferences.workspace);
  const setWorkspace = usePreferences((preferences) => preferences.setWorkspace);
  return (
    <nav className={css['nav']} aria-label={say(words.frame.workspaces)}>
      {Object.values(workspaces).map(({ id, title, key }) => (
        <button
          key={id}
          type="button"
          data-kind="quiet"
          aria-current={current === id ? 'page' : undefined}
          aria-keyshortcuts={key}
          onClick={() => setWorkspace(id)}
        >
          {say(title)}
        </button>
      ))}
    </nav>
  );
}

function FoldButton(props: {
  readonly side: 'left' | 'right';
  readonly shown: boolean;
  readonly onPress: () => void;
}) {
  const { say } = useWords();
  const w = words.frame;
  const { side, shown } = props;
  const name = side === 'left' ? (shown ? w.hideLeft : w.showLeft) : shown ? w.hideRight : w.showRight;
  const Icon = side === 'left' ? PanelLeft : PanelRight;
  return (
    <button
      type="button"
      data-kind="quiet"
      aria-label={say(name)}
      title={say(name)}
      aria-keyshortcuts={side === 'left' ? '[' : ']'}
      onClick={props.onPress}
    >
      <Icon size="1rem" aria-hidden="true" />
    </button>
  );
}
