import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { passes, watchLongTasks } from './longTasks';
import type { Ask, Measured } from './page';

interface Reading {
  readonly value: number;
  readonly at: number;
}
interface Message {
  readonly topic: string;
  readonly payload: string;
}

const shown = 20;
const ages: number[] = [];
let updates = 0;

/** What most dashboards do with MQTT in a browser: a message a reading, parsed as JSON, kept in React's state by id. */
function Dashboard() {
  const [readings, setReadings] = useState<Readonly<Record<string, Reading>>>({});
  useEffect(() => {
    const socket = new WebSocket(`ws://${location.host}/peer`);
    socket.onmessage = ({ data }: MessageEvent<string>) => {
      const { topic, payload } = JSON.parse(data) as Message;
      const said = JSON.parse(payload) as { readonly phenomenonTime: string; readonly result: number };
      const at = Date.parse(said.phenomenonTime);
      updates += 1;
      setReadings((before) => ({ ...before, [topic]: { value: said.result, at } }));
    };
    return () => socket.close();
  }, []);
  useEffect(() => {
    const newest = Object.values(readings).reduce((latest, { at }) => Math.max(latest, at), 0);
    if (newest > 0) requestAnimationFrame(() => ages.push(Date.now() - newest));
  }, [readings]);
  const rows = Object.entries(readings).slice(0, shown);
  return (
    <ul>
      {rows.map(([topic, { value }]) => (
        <li key={topic}>
          {topic} {value}
        </li>
      ))}
    </ul>
  );
}

export async function measurePeer({ seconds }: Ask): Promise<Measured> {
  createRoot(document.getElementById('panels')!).render(<Dashboard />);
  await passes(5);
  const stop = watchLongTasks();
  ages.length = 0;
  updates = 0;
  await passes(seconds);
  const longTasks = stop();
  ages.sort((one, other) => one - other);
  const at = (share: number) => Math.round(ages[Math.floor((ages.length - 1) * share)] ?? NaN);
  return {
    longTasks,
    updatesPerSecond: Math.round(updates / seconds),
    toPixelMs: { p50: at(0.5), p99: at(0.99), most: at(1) },
  };
}
