/** What vitest sets, and Astro reads: a command in it would build for the root of a host, in development mode. */
const ofVitest = /^(BASE_URL|DEV|PROD|SSR|MODE|NODE_ENV|TEST|VITEST.*)$/;

/** Returns the environment for a command, without the variables of vitest. */
export function getCommandEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofVitest.test(name)));
}
