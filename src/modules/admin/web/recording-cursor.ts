import { useEffect, useRef, useState } from 'preact/hooks';
import type { CursorView, RecordingTimeline } from '../recordings/recording-views.js';
import { read, type ApiError } from './api.js';

const FRAME_MS = 50;
/** Between two questions to the server, however fast the cursor moves. */
const REST_MS = 120;

/** Where in a recording the reader is, and how it moves. */
export interface Cursor {
  readonly tick: number;
  readonly isPlaying: boolean;
  readonly speed: number;
  readonly seek: (tick: number) => void;
  readonly toggle: () => void;
  readonly setSpeed: (speed: number) => void;
}

/** A cursor over the ticks. It stops at the end. */
export function useCursor({ lastTick, tickHz }: RecordingTimeline, first: number): Cursor {
  const within = (tick: number): number => Math.min(lastTick, Math.max(0, Math.floor(tick) || 0));
  const [tick, setTick] = useState(within(first));
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(1);
  const exact = useRef(tick);
  useEffect(() => {
    if (!isPlaying) return;
    let beforeMs = performance.now();
    const timer = setInterval(() => {
      const nowMs = performance.now();
      // A room without ticks has no time of its own.
      exact.current += ((nowMs - beforeMs) / 1000) * (tickHz || 1) * speed;
      beforeMs = nowMs;
      if (exact.current >= lastTick) setPlaying(false);
      setTick(within(exact.current));
    }, FRAME_MS);
    return () => clearInterval(timer);
  }, [isPlaying, speed, lastTick]);
  const seek = (to: number): void => {
    exact.current = within(to);
    setTick(exact.current);
  };
  const toggle = (): void => {
    if (!isPlaying && tick >= lastTick) seek(0);
    setPlaying(!isPlaying);
  };
  return { tick, isPlaying, speed, seek, toggle, setSpeed };
}

type State = Exclude<CursorView, null>;

/** The state at a tick. One question is on its way at a time, always about where the cursor is then. */
export function useStateAt(id: string, tick: number): { value: State | undefined; error: ApiError | undefined } {
  const [shown, setShown] = useState<{ value?: State; error?: ApiError }>({});
  const wanted = useRef(tick);
  const isAsking = useRef(false);
  const isGone = useRef(false);
  wanted.current = tick;
  useEffect(() => () => void (isGone.current = true), []);
  useEffect(() => {
    const follow = async (): Promise<void> => {
      for (let isThere = false; !isThere && !isGone.current;) {
        const asked = wanted.current;
        const value = await read<CursorView>('recordings/state', { id, tick: asked });
        if (value !== null) setShown({ value });
        isThere = value !== null && !value.isOnTheWay && asked === wanted.current;
        await new Promise((resolve) => setTimeout(resolve, REST_MS));
        isThere &&= asked === wanted.current;
      }
    };
    if (isAsking.current) return;
    isAsking.current = true;
    follow()
      .catch((error: unknown) => setShown((old) => ({ ...old, error: error as ApiError })))
      .finally(() => (isAsking.current = false));
  }, [id, tick]);
  return { value: shown.value, error: shown.error };
}
