import type { ToolId } from '@/state/sceneStore';
import { tools } from '@/tools';
import { useScene } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { MeasureCard } from './MeasureCard';
import css from './toolBar.module.css';

const undergroundTitle = { zh: '地下模式', en: 'Underground' };

/** The tools of the workspace at the bottom centre; the one in use opens its card above the bar. */
export function ToolBar({ offered }: { readonly offered: readonly ToolId[] }) {
  const { say } = useWords();
  const active = useScene((scene) => scene.tool);
  const takeTool = useScene((scene) => scene.useTool);
  const underground = useScene((scene) => scene.underground.on);
  const setUnderground = useScene((scene) => scene.setUnderground);
  if (offered.length === 0) return null;
  return (
    <section data-over-map className={css['tools']} aria-label={say(words.plan.tools.region)}>
      {active !== undefined && offered.includes(active) && <MeasureCard key={active} tool={tools[active]} />}
      <div className={css['bar']} role="toolbar" aria-label={say(words.plan.tools.region)}>
        <button
          type="button"
          data-kind="quiet"
          aria-pressed={active === undefined}
          onClick={() => takeTool(undefined)}
        >
          {say(words.plan.tools.browse)}
        </button>
        {offered.map((id) => (
          <button
            key={id}
            type="button"
            data-kind="quiet"
            aria-pressed={active === id}
            aria-keyshortcuts={tools[id].key}
            onClick={() => takeTool(active === id ? undefined : id)}
          >
            {say(tools[id].title)}
          </button>
        ))}
        <button
          type="button"
          data-kind="quiet"
          aria-pressed={underground}
          aria-keyshortcuts="u"
          onClick={() => setUnderground(!underground)}
        >
          {say(undergroundTitle)}
        </button>
      </div>
    </section>
  );
}
