import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ApiError, send } from './api.js';
import { go } from './hooks.js';
import { TEXTS } from './texts.js';
import { Failed, Loading } from './ui.js';

interface Offer {
  readonly kind: 'invite' | 'recover' | 'develop';
  readonly name: string;
  readonly role: string;
  readonly factor?: { readonly secret: string; readonly image: string };
}

interface DoorProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

/** A page for somebody who is not signed in. */
function Door({ title, children }: DoorProps): JSX.Element {
  useEffect(() => {
    document.title = `${title} · ${TEXTS.product}`;
  }, [title]);
  return (
    <main class="door">
      <p class="brand">{TEXTS.product}</p>
      <h1>{title}</h1>
      {children}
    </main>
  );
}

/** A form that sends its fields to one of the frame's addresses. */
function DoorForm<T>({
  path,
  more = {},
  submit,
  done,
  failed,
  children,
}: {
  path: string;
  more?: object;
  submit: string;
  done: (answer: T) => void;
  failed?: (error: ApiError) => void;
  children?: ComponentChildren;
}): JSX.Element {
  const [error, setError] = useState<ApiError>();
  const [isBusy, setBusy] = useState(false);
  const onSubmit = async (form: HTMLFormElement): Promise<void> => {
    setBusy(true);
    try {
      done(await send<T>(path, { ...more, ...Object.fromEntries(new FormData(form)) }));
    } catch (failure) {
      setError(failure as ApiError);
      failed?.(failure as ApiError);
    }
    setBusy(false);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit(event.currentTarget);
      }}
    >
      {children}
      {error && (
        <p class="problem" role="alert">
          {error.message}
        </p>
      )}
      <button type="submit" class="primary" disabled={isBusy}>
        {submit}
      </button>
    </form>
  );
}

/** Name, password and code. The code is asked for once the password is right. */
export function SignIn({ done }: { done: (hint: string | undefined) => void }): JSX.Element {
  const [asksCode, setAsksCode] = useState(false);
  const texts = TEXTS.signIn;
  return (
    <Door title={texts.title}>
      <DoorForm<{ proof: string | null }>
        path="-/sign-in"
        submit={texts.submit}
        done={({ proof }) =>
          done(proof === 'early' || proof === 'late' || proof === 'recovery' ? texts[proof] : undefined)
        }
        failed={({ code }) => code === 'admin.code_required' && setAsksCode(true)}
      >
        <label>
          {texts.name}
          <input name="name" required autocomplete="username" autocapitalize="none" />
        </label>
        <label>
          {texts.password}
          <input name="password" type="password" required autocomplete="current-password" />
        </label>
        {asksCode && (
          <label>
            {texts.code}
            <input name="code" required autocomplete="one-time-code" autofocus />
          </label>
        )}
      </DoorForm>
    </Door>
  );
}

/** What a link is for: setting up an account, or a developer's first look. */
export function LinkPage({ done }: { done: () => void }): JSX.Element {
  const [token] = useState(() => location.hash.slice(1));
  const [offer, setOffer] = useState<Offer>();
  const [error, setError] = useState<ApiError>();
  const [codes, setCodes] = useState<readonly string[]>([]);
  const texts = TEXTS.link;
  useEffect(() => {
    send<Offer>('-/link', { token }).then(setOffer, (failure: unknown) => setError(failure as ApiError));
  }, [token]);
  const finish = (): void => {
    go('', true);
    done();
  };
  if (error) {
    return (
      <Door title={TEXTS.signIn.title}>
        <Failed error={error} />
        <p>{texts.again}</p>
      </Door>
    );
  }
  if (offer === undefined)
    return (
      <Door title={TEXTS.product}>
        <Loading />
      </Door>
    );
  if (codes.length > 0) {
    return (
      <Door title={texts.codes}>
        <p>{texts.codesText}</p>
        <ol class="codes">
          {codes.map((code) => (
            <li key={code}>
              <code>{`${code.slice(0, 5)}-${code.slice(5)}`}</code>
            </li>
          ))}
        </ol>
        <button type="button" class="primary" onClick={finish}>
          {texts.codesKept}
        </button>
      </Door>
    );
  }
  const accepted = (answer: { codes: readonly string[] }): void =>
    answer.codes.length > 0 ? setCodes(answer.codes) : finish();
  return (
    <Door title={texts[offer.kind]}>
      <p>
        <strong>{offer.name}</strong> · {offer.role}
      </p>
      {offer.kind === 'develop' ? (
        <DoorForm path="-/accept" more={{ token }} submit={texts.develop} done={accepted}>
          <p>{texts.developText}</p>
        </DoorForm>
      ) : (
        <DoorForm path="-/accept" more={{ token }} submit={texts.submit} done={accepted}>
          <input name="name" type="hidden" value={offer.name} autocomplete="username" />
          <label>
            {texts.password}
            <input name="password" type="password" required minLength={12} autocomplete="new-password" />
          </label>
          {offer.factor && (
            <>
              <p>{texts.scan}</p>
              <img class="qr" src={offer.factor.image} alt="" width={200} height={200} />
              <p>
                <code>{offer.factor.secret.replace(/.{4}/g, '$& ')}</code>
              </p>
              <label>
                {texts.code}
                <input name="code" required inputMode="numeric" autocomplete="one-time-code" />
              </label>
            </>
          )}
        </DoorForm>
      )}
    </Door>
  );
}
