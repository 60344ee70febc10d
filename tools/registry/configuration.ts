import type { Upstream } from './upstream.ts';

/**
 * Verdaccio's configuration for one run: anybody may publish `pyo3`, which is never looked up
 * elsewhere, and every other package is passed through from upstream without being kept.
 */
export function registryConfiguration(storage: string, path: string, upstream: Upstream) {
  return {
    self_path: storage,
    storage,
    url_prefix: path,
    // A test that runs beside another one must not be told to slow down.
    userRateLimit: { windowMs: 1000, max: 100_000 },
    auth: {},
    uplinks: {
      upstream: {
        url: upstream.url,
        cache: false,
        maxage: '1h',
        timeout: '120s',
        max_fails: 20,
        strict_ssl: upstream.strictTls,
        ...(upstream.certificates === undefined ? {} : { ca: upstream.certificates }),
      },
    },
    ...(upstream.proxy === undefined
      ? {}
      : { http_proxy: upstream.proxy, https_proxy: upstream.proxy }),
    packages: {
      pyo3: { access: '$all', publish: '$anonymous', unpublish: '$anonymous' },
      '@*/*': { access: '$all', proxy: 'upstream' },
      '**': { access: '$all', proxy: 'upstream' },
    },
    web: { enable: false },
    log: { type: 'stdout', format: 'pretty', level: 'fatal' },
  };
}
