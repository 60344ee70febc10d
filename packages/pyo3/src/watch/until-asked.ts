const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Aborts `stop` if the user ends the task, or if Nx, which started it, has exited; until `end` is
 * called.
 */
export function untilAsked(): { readonly stop: AbortSignal; readonly end: () => void } {
  const controller = new AbortController();
  const stop = () => controller.abort();
  for (const signal of signals) process.on(signal, stop);
  process.on('disconnect', stop);
  return {
    stop: controller.signal,
    end: () => {
      for (const signal of signals) process.off(signal, stop);
      process.off('disconnect', stop);
    },
  };
}
