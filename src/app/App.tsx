import { lazy, Suspense, useEffect, useState } from 'react';
import { useLayers } from '@/layers';
import { framePanels, panels } from '@/panels';
import type { City } from '@/state/city';
import { CityProvider, useCity, usePreferences, useScene } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { workspaces } from '@/workspaces';
import type { Refusal } from './addressBar';
import { followDocument } from './documentState';
import { Fence } from './Fence';
import { followAddress } from './followAddress';
import { followVersion } from './followVersion';
import { followWorkspace } from './followWorkspace';
import { Header } from './Header';
import { Notices } from './Notices';
import css from './shell.module.css';
import { followShortcuts } from './shortcuts';

const SceneView = lazy(() => import('@/scene/SceneView'));

export interface AppProps {
  readonly city: City;
  /** What the address asked for at the start and could not be restored. */
  readonly refused: readonly Refusal[];
}

/** The page: the city fills it, everything else floats on it. */
export function App({ city, refused }: AppProps) {
  return (
    <CityProvider city={city}>
      <Shell refused={refused} />
    </CityProvider>
  );
}

function Shell(props: { readonly refused: readonly Refusal[] }) {
  const city = useCity();
  const { say, language } = useWords();
  const { refused: refusedFirst } = props;
  const [refused, setRefused] = useState(refusedFirst);
  const [left, setLeft] = useState(true);
  const [right, setRight] = useState(true);
  const [help, setHelp] = useState(false);
  const kiosk = usePreferences((preferences) => preferences.kiosk !== undefined);
  const { setKiosk } = city.preferences.getState();

  useEffect(() => {
    const undo = [
      followDocument(city, document),
      followAddress(city, window, setRefused, refusedFirst),
      followWorkspace(city),
      followVersion(city, window, () => window.location.reload()),
      followShortcuts(city, window, {
        toggleLeft: () => setLeft((shown) => !shown),
        toggleRight: () => setRight((shown) => !shown),
        help: () => setHelp(true),
      }),
    ];
    document.documentElement.dataset['shell'] = 'ready';
    return () => undo.forEach((stop) => stop());
  }, [city, refusedFirst]);

  return (
    <>
      <a className={css['skip']} href="#city">
        {say(words.frame.skip)}
      </a>
      <a className={css['skip']} href="#panels">
        {say(words.frame.skipPanels)}
      </a>
      <div className={css['frame']} data-left={left || undefined} data-right={right || undefined}>
        <Header
          left={left}
          right={right}
          onLeft={() => setLeft(!left)}
          onRight={() => setRight(!right)}
          onHelp={() => setHelp(true)}
        />
        {left && (
          <aside className={css['left']} aria-label={say(words.frame.layersRegion)}>
            <Fence language={language}>
              <framePanels.layerTree />
            </Fence>
          </aside>
        )}
        <CityStand />
        <Notices refused={refused} onDismiss={() => setRefused([])} />
        <Work right={right} />
        <div className={css['foot']}>
          <framePanels.timeBar />
        </div>
      </div>
      {kiosk && (
        <Suspense fallback={null}>
          <framePanels.kiosk onEnd={() => setKiosk(undefined)} />
        </Suspense>
      )}
      {help && (
        <Suspense fallback={null}>
          <framePanels.help onClose={() => setHelp(false)} />
        </Suspense>
      )}
    </>
  );
}

/** The city itself; it comes after the frame, and the frame stands without it. */
function CityStand() {
  const { say, language } = useWords();
  const status = useScene((scene) => scene.status);
  const layers = useLayers();
  return (
    <main id="city" tabIndex={-1} className={css['city']}>
      <Fence language={language}>
        <Suspense fallback={null}>
          <SceneView layers={layers} />
        </Suspense>
      </Fence>
      <framePanels.hoverName />
      {status.kind === 'failed' && (
        <p className={css['opening']} role="status">
          {say(words.frame.sceneFailed)}
        </p>
      )}
      {status.kind === 'loading' && (
        <p className={css['opening']} role="status">
          {say(words.frame.sceneLoading)}
          <progress value={status.progress} max={1} aria-label={say(words.frame.sceneLoading)} />
        </p>
      )}
    </main>
  );
}

/** What this workspace puts around the city: the inspector, its panels, its tools. */
function Work({ right }: { readonly right: boolean }) {
  const { say, language } = useWords();
  const workspace = workspaces[usePreferences((preferences) => preferences.workspace)];
  const ids: readonly (keyof typeof panels)[] = workspace.panels;
  return (
    <>
      <div className={css['sheet']}>
        <Fence language={language}>
          <framePanels.inspector />
        </Fence>
      </div>
      <div className={css['credits']}>
        <Suspense fallback={null}>
          <framePanels.attribution />
        </Suspense>
      </div>
      <div className={css['tools']}>
        <framePanels.toolBar offered={workspace.tools} />
      </div>
      {right && (
        <aside id="panels" tabIndex={-1} className={css['right']} aria-label={say(words.frame.panelsRegion)}>
          {ids.map((id) => {
            const Panel = panels[id];
            return (
              <Fence key={id} language={language}>
                <Suspense fallback={<p className={css['waiting']}>{say(words.frame.loading)}</p>}>
                  <Panel indicators={workspace.indicators} />
                </Suspense>
              </Fence>
            );
          })}
        </aside>
      )}
    </>
  );
}
