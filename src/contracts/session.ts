import * as z from 'zod/mini';

export const roles = ['observer', 'operator', 'grid', 'planner', 'official', 'steward', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** Who asks. `scope` lists district codes the person's duty covers; empty means the whole city. */
export interface Subject {
  readonly user: string | undefined;
  readonly roles: readonly Role[];
  /** 1 public · 2 internal · 3 personal or commercial · 4 sensitive. */
  readonly clearance: 1 | 2 | 3 | 4;
  readonly scope: readonly string[];
}

export const signIn = z.object({
  user: z.string().check(z.minLength(1), z.maxLength(64)),
  password: z.string().check(z.minLength(1), z.maxLength(256)),
});

export const session = z.object({
  user: z.nullable(z.string()),
  roles: z.array(z.enum(roles)),
  clearance: z.int(),
  scope: z.array(z.string()),
  idleSeconds: z.nullable(z.int()),
  /** Demo accounts that may be switched to with one click; empty where there are none. */
  demo: z.array(z.string()),
});
export type Session = Readonly<z.infer<typeof session>>;
