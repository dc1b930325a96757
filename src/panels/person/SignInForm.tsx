import { useState } from 'react';
import { useCity } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import css from './person.module.css';

/** Where there are no demo accounts. */
export function SignInForm() {
  const { say } = useWords();
  const city = useCity();
  const w = words.frame.person;
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<number>();
  const signIn = async () => {
    const result = await city.query.signIn(user, password);
    setPassword('');
    setProblem(result.ok ? undefined : result.status);
  };
  return (
    <form
      className={css['accounts']}
      onSubmit={(event) => {
        event.preventDefault();
        void signIn();
      }}
    >
      <label>
        {say(w.user)}
        <input
          required
          autoComplete="username"
          value={user}
          onChange={(event) => setUser(event.currentTarget.value)}
        />
      </label>
      <label>
        {say(w.password)}
        <input
          required
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      </label>
      <button type="submit" data-kind="primary">
        {say(w.signIn)}
      </button>
      <p role="status">{problem !== undefined && say(w.failed(problem))}</p>
    </form>
  );
}
