import { Component, type ComponentChildren, type ComponentType, type JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { MeView, SectionView } from '../../../core/console/console-views.js';
import { ApiError, live, read, send, whenSignedOut } from './api.js';
import { go, HereContext, useFeed, usePlace, type Place } from './hooks.js';
import { useKeys } from './keys.js';
import { SectionPage } from './section-page.js';
import { MySessions } from './my-sessions.js';
import { LinkPage, SignIn } from './sign-in.js';
import { TEXTS } from './texts.js';
import { switchTheme } from './theme.js';
import { UndoBar } from './undo.js';
import { Dialog, Failed, Link, Loading } from './ui.js';

/** The largest number that is told in the navigation. */
const MAX_BADGE = 99;

/** What the script of a section is given. */
export interface PageProps {
  readonly section: SectionView;
  readonly me: MeView;
  readonly place: Place;
}

/** The script of a section. */
interface PageModule {
  readonly Page: ComponentType<PageProps>;
}

/** The whole console: the door for those who are not signed in, the frame for the others. */
export function App(): JSX.Element {
  const [me, setMe] = useState<MeView | null>();
  const [error, setError] = useState<ApiError>();
  const [hint, setHint] = useState<string>();
  const place = usePlace();
  const load = (): void => {
    setError(undefined);
    read<MeView>('-/me').then(setMe, (failure: unknown) => {
      const refusal = failure as ApiError;
      if (refusal.code === 'admin.signed_out') setMe(null);
      else setError(refusal);
    });
  };
  useEffect(() => {
    whenSignedOut(() => setMe(null));
    load();
  }, []);
  if (place.parts[0] === 'link') return <LinkPage done={load} />;
  if (error)
    return (
      <main class="door">
        <Failed error={error} again={load} />
      </main>
    );
  if (me === undefined)
    return (
      <main class="door">
        <Loading />
      </main>
    );
  if (me === null) {
    return (
      <SignIn
        done={(text) => {
          setHint(text);
          load();
        }}
      />
    );
  }
  return <Frame me={me} place={place} hint={hint} />;
}

function Frame({ me, place, hint }: { me: MeView; place: Place; hint: string | undefined }): JSX.Element {
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [isLost, setLost] = useState(false);
  const main = useRef<HTMLElement>(null);
  const [first = me.sections[0]?.id ?? 'me', ...rest] = place.parts;
  const section = me.sections.find((each) => each.id === first && hasPage(each));
  useKeys(() => setHelpOpen(true));
  useEffect(() => live.onLost(setLost), []);
  useEffect(() => {
    document.title = `${section?.title ?? TEXTS.frame.account} · ${TEXTS.product}`;
    // A page begins at its top, for eyes and for screen readers.
    main.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [first, rest[0]]);
  return (
    <div class="frame">
      <a class="skip" href="#main">
        {TEXTS.frame.skip}
      </a>
      <Side me={me} current={first} />
      <main id="main" ref={main} tabIndex={-1}>
        {isLost && (
          <p class="banner" role="status">
            {TEXTS.frame.lost}
          </p>
        )}
        {me.server.node !== undefined && <p class="banner">{TEXTS.frame.node(me.server.node)}</p>}
        {hint !== undefined && (
          <p class="banner" role="status">
            {hint}
          </p>
        )}
        <Guarded key={place.parts.join('/')}>
          {first === 'me' ? (
            <MySessions />
          ) : section === undefined ? (
            <p class="state">{TEXTS.frame.notFound}</p>
          ) : (
            <HereContext.Provider value={me.server.node}>
              <Section section={section} me={me} place={place} />
            </HereContext.Provider>
          )}
        </Guarded>
      </main>
      <UndoBar />
      {isHelpOpen && (
        <Dialog title={TEXTS.frame.help} onClose={() => setHelpOpen(false)}>
          <dl class="keys">
            {TEXTS.keys.map(([key, text]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </Dialog>
      )}
    </div>
  );
}

/** Some have only panels and acts on the pages of players and rooms. */
function hasPage({ parts }: SectionView): boolean {
  return parts.some(({ on }) => on === 'section' || on === 'row');
}

function Side({ me, current }: { me: MeView; current: string }): JSX.Element {
  const areas = Object.entries(TEXTS.frame.areas).map(([area, title]) => ({
    title,
    sections: me.sections.filter((section) => section.area === area && hasPage(section)),
  }));
  const list = useRef<HTMLDivElement>(null);
  // On a narrow screen they are one line, in which the current one may be far away.
  useEffect(() => {
    const link = list.current?.querySelector<HTMLElement>('.current');
    if (link) list.current?.scrollTo({ left: link.offsetLeft - list.current.clientWidth / 2 });
  }, [current]);
  const signOut = (): void => {
    void send('-/sign-out', {}).finally(() => location.assign('/admin/'));
  };
  return (
    <nav class="side" aria-label={TEXTS.product}>
      <p class="brand">{TEXTS.product}</p>
      <Search me={me} />
      <div class="areas" ref={list}>
        {areas
          .filter(({ sections }) => sections.length > 0)
          .map(({ title, sections }) => (
            <div key={title} class="area">
              <h2>{title}</h2>
              <ul>
                {sections.map((section) => (
                  <li key={section.id}>
                    <Link to={section.id} class={section.id === current ? 'current' : ''}>
                      {section.title} <Badge section={section} />
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          ))}
      </div>
      <div class="who">
        <Link to="me" class={current === 'me' ? 'current' : ''}>
          {me.name} <span class="soft">{me.role}</span>
        </Link>
        <p class="soft">{me.server.environment}</p>
        <button type="button" onClick={switchTheme}>
          {TEXTS.frame.theme}
        </button>
        <button type="button" onClick={signOut}>
          {TEXTS.frame.signOut}
        </button>
      </div>
    </nav>
  );
}

/** How much waits in a section for somebody. */
function Badge({ section }: { section: SectionView }): JSX.Element | null {
  const feed = section.parts.find(({ isBadge }) => isBadge === true);
  const { value = 0 } = useFeed<number>(feed && `${section.id}.${feed.id}`);
  if (value === 0) return null;
  return (
    <span class="badge" title={TEXTS.frame.waiting}>
      {value > MAX_BADGE ? `${MAX_BADGE}+` : value}
    </span>
  );
}

function Search({ me }: { me: MeView }): JSX.Element {
  const target = me.sections.some(({ id }) => id === 'players') ? 'players' : 'rooms';
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        const text = event.currentTarget.querySelector('input')?.value.trim() ?? '';
        go(`${target}?search=${encodeURIComponent(text)}`);
      }}
    >
      <input
        id="search"
        name="search"
        type="search"
        placeholder={TEXTS.frame.search}
        title={TEXTS.frame.searchKey}
        aria-label={TEXTS.frame.search}
        autocomplete="off"
      />
    </form>
  );
}

/** A section's own script is loaded when its page is opened; it has no other. */
function Section({ section, me, place }: PageProps): JSX.Element {
  const [page, setPage] = useState<PageModule>();
  const [error, setError] = useState<ApiError>();
  useEffect(() => {
    if (section.page === undefined) return;
    setPage(undefined);
    (import(`./${section.page}.js`) as Promise<PageModule>).then(setPage, () =>
      setError(new ApiError({ code: 'offline', text: TEXTS.frame.failed })),
    );
  }, [section.id]);
  if (section.page === undefined) return <SectionPage section={section} place={place} />;
  if (error) return <Failed error={error} again={() => location.reload()} />;
  return page === undefined ? <Loading /> : <page.Page section={section} me={me} place={place} />;
}

/** What fails on a page leaves the frame alone. */
class Guarded extends Component<{ children: ComponentChildren }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ComponentChildren {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <Failed error={{ code: 'page', message: TEXTS.frame.failed }} again={() => this.setState({ hasFailed: false })} />
    );
  }
}
