// Keeps one core busy until the process that forked it disconnects or ends, however it ends.
const sliceMs = 20;

function spin(): void {
  if (!process.connected) return;
  const end = performance.now() + sliceMs;
  while (performance.now() < end);
  // Lets the event loop notice that the channel is closed.
  setImmediate(spin);
}

process.send?.("busy");
spin();
