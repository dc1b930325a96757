import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useDoor } from '@/state/CityContext';
import { useWords } from '@/state/words';
import { healthWords } from '@/state/wordsHealth';
import { figure } from '@/state/wordsFormat';
import { PanelFrame } from '../PanelFrame';
import { Clocks } from './Clocks';
import { DeadLetters } from './DeadLetters';
import { Feed } from './Feed';
import { FleetHealth } from './FleetHealth';
import { Sources } from './Sources';
import css from './cityData.module.css';

/** What stands behind the picture: the feed, how well the fleet is known, what the door refused, clocks, and every source. */
export default function CityData() {
  const { say } = useWords();
  const door = useDoor();
  const w = healthWords;
  const parts = [
    { id: 'health', title: say(w.tab.health), part: <FleetHealth /> },
    { id: 'letters', title: say(w.tab.letters), count: door?.refused.total, part: <DeadLetters /> },
    { id: 'clocks', title: say(w.tab.clocks), count: door?.clocks.length, part: <Clocks /> },
    { id: 'sources', title: say(w.tab.sources), part: <Sources /> },
  ];
  return (
    <>
      <Feed />
      <PanelFrame grow title={say(w.title)}>
        <Tabs>
          <TabList aria-label={say(w.title)} className={css['tabs'] ?? ''}>
            {parts.map(({ id, title, count }) => (
              <Tab key={id} id={id} className={css['tab'] ?? ''}>
                {title}
                {count !== undefined && count > 0 && <small> {figure(count)}</small>}
              </Tab>
            ))}
          </TabList>
          {parts.map(({ id, part }) => (
            <TabPanel key={id} id={id} className={css['part'] ?? ''}>
              {part}
            </TabPanel>
          ))}
        </Tabs>
      </PanelFrame>
    </>
  );
}
