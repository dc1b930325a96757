import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { framePanels } from '@/panels';
import { frameWords } from '@/state/wordsFrame';
import { createFakeCity, operator, type FakeCityOptions } from '../support/fakeCity';
import { axeProblems } from './axe';

const w = frameWords.person;
const demo = operator.demo;
const observer = { ...operator, user: null, roles: ['observer' as const] };

async function open(options: FakeCityOptions) {
  const fake = createFakeCity(options);
  fake.render(<framePanels.personMenu />);
  const person = userEvent.setup();
  await person.click(screen.getByRole('button', { name: /账户与设置|account and settings/ }));
  return { ...fake, person, menu: await screen.findByRole('dialog') };
}

describe('the person’s menu', () => {
  it.each(['zh', 'en'] as const)(
    'in %s has one button for each demo account, its name begun by the login',
    async (language) => {
      const { menu } = await open({ language, session: observer });
      for (const login of demo) {
        expect(within(menu).getByRole('button', { name: new RegExp(`^${login}(?!\\w)`) })).toBeVisible();
      }
      expect(menu).toHaveTextContent(w.observer[language]);
      expect(await axeProblems(menu)).toEqual([]);
    },
  );

  it('switches with one press, and says in words when it was refused', async () => {
    const { asked, menu, person } = await open({ language: 'en', session: observer });
    asked.signIn.mockResolvedValueOnce({ ok: false, status: 429, detail: '' });
    await person.click(within(menu).getByRole('button', { name: /^operator ·/ }));
    expect(asked.signIn).toHaveBeenCalledWith('operator', 'demo');
    expect(await within(menu).findByText(w.failed(429).en)).toBeVisible();
  });

  it('is a form where there are no demo accounts, and forgets the password', async () => {
    const { asked, menu, person } = await open({ language: 'en', session: { ...observer, demo: [] } });
    asked.signIn.mockResolvedValueOnce({ ok: false, status: 401, detail: '' });
    await person.type(within(menu).getByLabelText(w.user.en), 'li');
    await person.type(within(menu).getByLabelText(w.password.en), 'wrong{Enter}');
    expect(asked.signIn).toHaveBeenCalledWith('li', 'wrong');
    expect(await within(menu).findByText(w.failed(401).en)).toBeVisible();
    expect(within(menu).getByLabelText(w.password.en)).toHaveValue('');
  });

  it('signs out who is signed in', async () => {
    const { asked, menu, person } = await open({ language: 'en', session: operator });
    await person.click(within(menu).getByRole('button', { name: w.signOut.en }));
    expect(asked.signOut).toHaveBeenCalledOnce();
  });

  it('has no accounts in the static demo', async () => {
    const { menu } = await open({ language: 'en', served: false });
    expect(menu).toHaveTextContent(w.noAccounts.en);
    expect(within(menu).queryByLabelText(w.password.en)).toBeNull();
  });

  it('changes language and appearance at once', async () => {
    const { city, menu, person } = await open({ language: 'zh', session: observer });
    await person.click(within(menu).getByRole('button', { name: 'English' }));
    await person.click(within(menu).getByRole('button', { name: frameWords.theme.contrast.en }));
    expect(city.preferences.getState()).toMatchObject({ language: 'en', theme: 'contrast' });
  });
});
