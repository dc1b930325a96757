import { useState } from 'react';
import { roles, type Role } from '@/contracts/session';
import { useCity, useSession } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import css from './person.module.css';

/** One press per demo account; the name of each button begins with the login, in either language. */
export function DemoAccounts() {
  const { say } = useWords();
  const city = useCity();
  const session = useSession();
  const w = words.frame.person;
  const [problem, setProblem] = useState<number>();
  const [going, setGoing] = useState<string>();
  const switchTo = async (login: string) => {
    setGoing(login);
    const result = await city.query.signIn(login, 'demo');
    setGoing(undefined);
    setProblem(result.ok ? undefined : result.status);
  };
  return (
    <section aria-label={say(w.switchTo)} className={css['accounts']}>
      <h3>{say(w.switchTo)}</h3>
      <ul>
        {session.demo.map((login) => {
          const role = roleOf(login);
          return (
            <li key={login}>
              <button
                type="button"
                aria-current={session.user === login || undefined}
                aria-disabled={going !== undefined}
                onClick={() => void switchTo(login)}
              >
                {role === undefined ? login : say(w.signInAs(login, say(w.role[role])))}
              </button>
            </li>
          );
        })}
      </ul>
      <p role="status" className={css['quiet']}>
        {problem !== undefined && say(w.failed(problem))}
      </p>
    </section>
  );
}

/** The demo logins are named after their role (contracts: Demo accounts). */
function roleOf(login: string): Role | undefined {
  return roles.find((role) => login.startsWith(role));
}
