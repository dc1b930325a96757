/** Shows that `title` is being done: one line that counts seconds on a terminal, two plain lines otherwise. */
export async function during(title, work) {
  const terminal = process.stdout.isTTY && process.env.CI === undefined;
  const begun = Date.now();
  const seconds = () => `${Math.round((Date.now() - begun) / 1000)} s`;
  const draw = () => process.stdout.write(`\r\u001b[K${title} … ${seconds()}`);
  const ticking = terminal ? setInterval(draw, 500) : undefined;
  if (terminal) draw();
  else console.log(`${title} …`);
  try {
    const result = await work();
    clearInterval(ticking);
    console.log(`${terminal ? '\r\u001b[K' : ''}${title}: done in ${seconds()}`);
    return result;
  } catch (error) {
    clearInterval(ticking);
    if (terminal) process.stdout.write('\r\u001b[K');
    throw error;
  }
}
