import { resolve } from 'node:path';
import * as z from 'zod';
import type { Keeping } from './database/retention';

/** Something a person must put right before the server can run; told as one line, without a stack. */
export class StartRefused extends Error {}

const port = z.coerce.number().int().min(0).max(65_535);
const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const switchable = z.string().trim().min(1).optional();

const environment = z.object({
  PORT: port.default(4173),
  HOST: z.string().trim().min(1).default('127.0.0.1'),
  MQTT_PORT: port.default(1883),
  CITY_HOME: z.string().trim().min(1).default('.city'),
  DATABASE_URL: switchable,
  MQTT_URL: switchable,
  OIDC_ISSUER: switchable,
  NODE_ENV: z.string().optional(),
  SAMPLING_SECONDS: whole(0, 60).default(60),
  RAW_DAYS: whole(1, 366).default(7),
  COARSE_MINUTES: whole(1, 60).default(15),
  COARSE_DAYS: whole(1, 3_660).default(400),
  // What it meant now has two answers; taking it silently for either would throw history away.
  RETENTION_MINUTES: z
    .undefined('is no more; set RAW_DAYS (readings as they came) and COARSE_DAYS (their means)')
    .optional(),
  // The key never leaves the server; the address is another where the site keeps a copy of the service.
  TIANDITU_KEY: z
    .string()
    .trim()
    .regex(/^[\w-]{8,128}$/, 'is not a key')
    .optional(),
  TIANDITU_URL: z
    .string()
    .trim()
    .regex(/^https?:\/\/[^\s?#@]+$/, 'is not an http address')
    .default('https://t{s}.tianditu.gov.cn'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
});

export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly mqttPort: number;
  /** Absolute folder of everything generated: base, database, lock. */
  readonly home: string;
  /** The built page. */
  readonly page: string;
  readonly databaseUrl: string | undefined;
  readonly mqttUrl: string | undefined;
  /** One click into a demo account; only for a person at this very machine. */
  readonly demoAccounts: boolean;
  readonly keeping: Keeping;
  /** What the site adds to the scene, beside what is imported. */
  readonly siteFile: string;
  /** 天地图 with the site's key; `{s}` in the address is one of eight servers. */
  readonly tianditu: { readonly key: string; readonly service: string } | undefined;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
}

export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Reads the environment once; throws StartRefused naming each setting that is wrong. */
export function readSettings(env: Readonly<Record<string, string | undefined>>, cwd: string): Settings {
  // A variable that is set but empty is how shells say "not set".
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = environment.safeParse(given);
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new StartRefused(`Settings are wrong. ${faults.join('; ')}`);
  }
  const set = read.data;
  return {
    port: set.PORT,
    host: set.HOST,
    mqttPort: set.MQTT_PORT,
    home: resolve(cwd, set.CITY_HOME),
    page: resolve(cwd, 'dist'),
    databaseUrl: set.DATABASE_URL,
    mqttUrl: set.MQTT_URL,
    demoAccounts: isLoopbackHost(set.HOST) && set.OIDC_ISSUER === undefined && set.NODE_ENV !== 'production',
    keeping: {
      samplingSeconds: set.SAMPLING_SECONDS,
      rawDays: set.RAW_DAYS,
      coarseMinutes: set.COARSE_MINUTES,
      coarseDays: set.COARSE_DAYS,
    },
    siteFile: resolve(cwd, 'data/site.json'),
    tianditu:
      set.TIANDITU_KEY === undefined
        ? undefined
        : { key: set.TIANDITU_KEY, service: set.TIANDITU_URL.replace(/\/$/, '') },
    logLevel: set.LOG_LEVEL,
  };
}

const explanations: Readonly<Record<string, (what: string) => string>> = {
  EADDRINUSE: (what) => `${what} is already in use by another program.`,
  EADDRNOTAVAIL: (what) => `${what} is not an address of this machine.`,
  EACCES: (what) => `${what}: permission denied.`,
  EPERM: (what) => `${what}: permission denied.`,
  EROFS: (what) => `${what} is on a read-only disk.`,
  ENOSPC: (what) => `${what}: the disk is full.`,
  EDQUOT: (what) => `${what}: the disk quota is used up.`,
  ENOTDIR: (what) => `${what}: part of this path is a file, not a folder.`,
};

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Turns what the system said into the one line a person can act on; anything unknown is passed on as it came. */
export function refusal(error: unknown, what: string, remedy: string): unknown {
  const explain = explanations[codeOf(error) ?? ''];
  return explain === undefined ? error : new StartRefused(`${explain(what)} ${remedy}`);
}
