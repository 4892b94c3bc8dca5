// A child process of the bench that holds a crowd of simulated clients.
// Owns: nothing but its crowd. Run by generator.ts.
import { serveCalls } from "./calls.ts";
import { Crowd } from "./crowd.ts";

const crowd = new Crowd();

serveCalls({
  join: (endpoint: string, first: number, count: number, seed: number) =>
    crowd.join(endpoint, first, count, seed),
  measure: () => crowd.measure(),
  report: () => crowd.report(),
  leave: () => crowd.leave(),
});
