import { MatchMetrics } from './match-metrics.js';
import { MetricsRegistry } from '../../core/observability/metrics-registry.js';

describe(MatchMetrics.name, () => {
  it('shows who waits, what became of matches and how long they took', async () => {
    const registry = new MetricsRegistry();
    const metrics = new MatchMetrics(registry);
    metrics.watchQueues(() => [{ name: 'duel', waiting: 3 }]);
    metrics.countMatch('duel', 'started');
    metrics.countMatch('duel', 'dissolved');
    metrics.observeWait('duel', 1_500);

    const lines = (await registry.registry.metrics()).split('\n');
    registry.onApplicationShutdown();

    expect(lines).toEqual(
      expect.arrayContaining([
        'godwit_matchmaking_waiting{queue="duel"} 3',
        'godwit_matches_total{queue="duel",outcome="started"} 1',
        'godwit_matches_total{queue="duel",outcome="dissolved"} 1',
        'godwit_match_wait_seconds_bucket{le="2",queue="duel"} 1',
      ]),
    );
  });
});
