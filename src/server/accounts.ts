import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { Role, Subject } from '@/contracts/session';

interface Account {
  readonly subject: Subject & { readonly user: string };
  readonly salt: Buffer;
  readonly hash: Promise<Buffer>;
}

export interface Accounts {
  readonly logins: readonly string[];
  /** Logins of those who act on alarms, and so can be given one. */
  readonly operators: readonly string[];
  /** The person behind a login and password, or `undefined`; takes as long for a login that does not exist. */
  readonly verify: (login: string, password: string) => Promise<Subject | undefined>;
}

const cost = { N: 16_384, r: 8, p: 1 } as const;

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, 32, cost, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

const person = (
  user: string,
  role: Role,
  clearance: Subject['clearance'],
  scope: readonly string[] = [],
) => ({
  user,
  roles: [role],
  clearance,
  scope,
});

const demoSubjects = [
  person('operator', 'operator', 3),
  person('operator2', 'operator', 3),
  // The grid member's duty covers Jiang'an district.
  person('grid', 'grid', 3, ['420102']),
  person('planner', 'planner', 2),
  person('official', 'official', 2),
  person('steward', 'steward', 3),
  person('auditor', 'auditor', 2),
] as const;

/** Local accounts. Only the demo ones exist so far; where they are not allowed nobody can sign in. */
export function createAccounts(demo: boolean): Accounts {
  const accounts = new Map<string, Account>(
    (demo ? demoSubjects : []).map((subject) => {
      const salt = randomBytes(16);
      return [subject.user, { subject, salt, hash: derive('demo', salt) }];
    }),
  );
  const nobodySalt = randomBytes(16);
  return {
    logins: [...accounts.keys()],
    operators: [...accounts.values()]
      .filter(({ subject }) => subject.roles.includes('operator'))
      .map(({ subject }) => subject.user),
    verify: async (login, password) => {
      const account = accounts.get(login);
      const given = await derive(password, account?.salt ?? nobodySalt);
      if (account === undefined) return undefined;
      return timingSafeEqual(given, await account.hash) ? account.subject : undefined;
    },
  };
}
