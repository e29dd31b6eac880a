import type { JSX } from 'preact';
import { send } from './api.js';
import { useRead } from './hooks.js';
import { TEXTS } from './texts.js';
import { Failed, Loading, Time } from './ui.js';

interface MySession {
  readonly id: string;
  readonly address: string;
  readonly agent: string;
  readonly createdAt: string;
  readonly seenAt: string;
  readonly isThis: boolean;
}

/** Where one is signed in; each can be ended. */
export function MySessions(): JSX.Element {
  const { value, error, again } = useRead<readonly MySession[]>('-/sessions');
  const end = (id: string): void => void send('-/end-session', { id }).finally(again);
  return (
    <>
      <h1>{TEXTS.frame.account}</h1>
      {error && <Failed error={error} again={again} />}
      {value === undefined && !error && <Loading />}
      {value?.map(({ id, address, agent, createdAt, seenAt, isThis }) => (
        <section class="card row" key={id}>
          <div>
            <strong>{address}</strong> {isThis && <span class="pill">this one</span>}
            <p class="soft">{agent}</p>
            <p class="soft">
              <Time at={createdAt} /> – <Time at={seenAt} />
            </p>
          </div>
          <button type="button" onClick={() => end(id)}>
            {TEXTS.frame.signOut}
          </button>
        </section>
      ))}
    </>
  );
}
