import { ChevronDown, UserRound } from 'lucide-react';
import { Dialog, DialogTrigger, Popover, Button } from 'react-aria-components';
import { useCity, useSession } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { DemoAccounts } from './DemoAccounts';
import css from './person.module.css';
import { PageLook } from './PageLook';
import { SignInForm } from './SignInForm';

/** Who one is, and how the page looks. With demo accounts a switch is one click; without, there is a form. */
export function PersonMenu() {
  const { say } = useWords();
  const city = useCity();
  const session = useSession();
  const w = words.frame.person;
  const name = session.user === null ? say(w.observer) : session.user;
  return (
    <DialogTrigger>
      <Button className={css['trigger'] ?? ''} aria-label={say(w.menu(name))}>
        <UserRound size="1rem" aria-hidden="true" />
        <span className={css['name']}>{name}</span>
        <ChevronDown size="0.875rem" aria-hidden="true" />
      </Button>
      <Popover className={css['popover'] ?? ''} placement="bottom end">
        <Dialog className={css['menu'] ?? ''} aria-label={say(w.menu(name))}>
          <p className={css['who']}>
            {say(w.current)}：<strong>{name}</strong>
            {session.roles.length > 0 && ` · ${session.roles.map((role) => say(w.role[role])).join(' · ')}`}
          </p>
          {!city.query.served && <p className={css['quiet']}>{say(w.noAccounts)}</p>}
          {session.user !== null && (
            <button type="button" onClick={() => void city.query.signOut()}>
              {say(w.signOut)}
            </button>
          )}
          {city.query.served &&
            (session.demo.length > 0 ? <DemoAccounts /> : session.user === null && <SignInForm />)}
          <PageLook />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
