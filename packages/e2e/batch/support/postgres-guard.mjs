// Runs Postgres until the process that started it closes stdin, or dies.
import { spawn } from "node:child_process";

const [user = "{}", command = "", ...args] = process.argv.slice(2);
const server = spawn(command, args, { stdio: ["ignore", "ignore", "inherit"], ...JSON.parse(user) });
server.once("exit", (code) => process.exit(code ?? 1));
process.stdin.once("close", () => server.kill("SIGINT"));
process.stdin.resume();
