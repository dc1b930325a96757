import { pbkdf2Sync, randomBytes } from 'node:crypto';
import type { SeriesCatalogue } from '@/contracts/series';

/** Who we are at a broker whose MQTT_URL names nobody. */
const ingestUser = 'city-ingest';
/** Mosquitto's own number of rounds (2.0); its file carries the number, so that a later one may differ. */
const rounds = 101;
const saltBytes = 12;
const keyBytes = 64;

/** The user a broker's address signs in as. */
export function userOf(url: string): string {
  const named = decodeURIComponent(new URL(url).username);
  return named === '' ? ingestUser : named;
}

/**
 * Mosquitto's access list for the devices of this city: the user of a device is its Thing, which may write to its own
 * Datastreams and read nothing; `reader` (ourselves) may read every reading and write nothing. Throws where a Thing's
 * name could not stand on a line of its own.
 */
export function accessList(catalogue: SeriesCatalogue, reader: string): string {
  const owned = new Map<string, number[]>();
  for (const { thing, id } of catalogue.series) owned.set(thing, [...(owned.get(thing) ?? []), id]);
  const users = [...owned].map(([thing, ids]) => {
    const topics = ids.map((id) => `topic write v1.1/Datastreams(${String(id)})/Observations`);
    return [`user ${named(thing)}`, ...topics].join('\n');
  });
  return `${[...users, `user ${named(reader)}\ntopic read v1.1/+/Observations`].join('\n\n')}\n`;
}

function named(user: string): string {
  if (user === '' || /[\s:]/.test(user)) throw new Error(`"${user}" cannot be a broker's user`);
  return user;
}

/** One line of Mosquitto's password file: PBKDF2 with SHA-512, as `mosquitto_passwd` writes it. */
export function passwordLine(user: string, password: string): string {
  const salt = randomBytes(saltBytes);
  const key = pbkdf2Sync(password, salt, rounds, keyBytes, 'sha512');
  return `${named(user)}:$7$${String(rounds)}$${salt.toString('base64')}$${key.toString('base64')}\n`;
}
