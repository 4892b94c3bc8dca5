// Accounts: an email and a password by which a player is found again from anywhere.
// Owns: these routes. Must not: keep passwords (passwords.ts makes what is kept), or tell which emails are known.
import { z } from "zod";
import type { RateLimits } from "../http/rate-limits.ts";
import { Refusal } from "../http/refusal.ts";
import { type Caller, type Route, route } from "../http/route.ts";
import type { Records } from "../persistence/records.ts";
import { hashOf, NewPassword, openedBy, SaidPassword } from "./passwords.ts";
import { Session, sessionOf } from "./session-answer.ts";
import { verify } from "./tokens.ts";

const Email = z.string().trim().toLowerCase().max(254, "is too long").pipe(z.email("is no email address"));

type Accounts = Pick<
  Records,
  "account" | "accountOf" | "addAccount" | "setPassword" | "epoch" | "raiseEpoch"
>;

export function accountRoutes(records: Accounts, limits: RateLimits, now: () => number = Date.now): Route[] {
  return [
    register(records, now),
    logIn(records, limits),
    changePassword(records, limits),
    signOutEverywhere(records),
  ];
}

const sessionOfAccount = async (id: string, records: Accounts) =>
  sessionOf({ id, guest: false, epoch: await records.epoch(id) });

function register(records: Accounts, now: () => number): Route {
  return route({
    method: "post",
    path: "/api/account/register",
    summary: "An account for the guest who asks: the same player, with all that it did.",
    access: "player",
    limit: "accountsPerMinute",
    body: z.strictObject({ email: Email, password: NewPassword }),
    answers: { 201: Session },
    refuses: { 409: ["emailTaken", "hasAccount"], 503: ["busy"] },
    async handle({ body: { email, password }, caller }) {
      const { id } = caller as Caller;
      if ((await records.accountOf(id)) !== null) throw new Refusal(409, "hasAccount");
      const passwordHash = await hashOf(password);
      const added = await records.addAccount({ playerId: id, email, passwordHash, nowMs: now() });
      if (!added) throw new Refusal(409, "emailTaken", { field: "email" });
      return { status: 201, body: await sessionOfAccount(id, records) };
    },
  });
}

function logIn(records: Accounts, limits: RateLimits): Route {
  return route({
    method: "post",
    path: "/api/account/login",
    summary: "The tokens of an account's player.",
    access: "anybody",
    limit: "guessesPerMinute",
    body: z.strictObject({ email: Email, password: SaidPassword }),
    answers: { 200: Session },
    refuses: { 401: ["wrongLogin"], 503: ["busy"] },
    async handle({ body: { email, password } }) {
      await limits.count("guessesPerMinute", email);
      const account = await openedBy(password, () => records.account(email));
      if (account === null) throw new Refusal(401, "wrongLogin");
      return { status: 200, body: await sessionOfAccount(account.playerId, records) };
    },
  });
}

function changePassword(records: Accounts, limits: RateLimits): Route {
  return route({
    method: "post",
    path: "/api/account/password",
    summary: "Another password; everybody else who is signed in to the account is signed out.",
    access: "player",
    limit: "guessesPerMinute",
    body: z.strictObject({ password: SaidPassword, next: NewPassword }),
    answers: { 200: Session },
    refuses: { 403: ["wrongPassword"], 409: ["noAccount"], 503: ["busy"] },
    async handle({ body: { password, next }, caller }) {
      const { id } = caller as Caller;
      const account = await accountOf(id, records);
      await limits.count("guessesPerMinute", account.email);
      if ((await openedBy(password, async () => account)) === null)
        throw new Refusal(403, "wrongPassword", { field: "password" });
      const passwordHash = await hashOf(next);
      // In this order: cut short in between, the others are signed out and the password is the old one.
      await records.raiseEpoch(id);
      await records.setPassword(account.email, passwordHash);
      return { status: 200, body: await sessionOfAccount(id, records) };
    },
  });
}

/** Asks for the long token: a short one that somebody else got hold of is not worth a long one. */
function signOutEverywhere(records: Accounts): Route {
  return route({
    method: "post",
    path: "/api/account/sign-out-everywhere",
    summary: "Makes every refresh token void that was given out so far; answers with new ones for who asks.",
    access: "anybody",
    limit: "accountsPerMinute",
    body: z.strictObject({ refresh: z.string().max(2048) }),
    answers: { 200: Session },
    refuses: { 401: ["notSignedIn"], 409: ["noAccount"] },
    async handle({ body }) {
      const claims = await verify("refresh", body.refresh);
      if (claims === null || claims.epoch < (await records.epoch(claims.id)))
        throw new Refusal(401, "notSignedIn");
      await accountOf(claims.id, records);
      await records.raiseEpoch(claims.id);
      return { status: 200, body: await sessionOfAccount(claims.id, records) };
    },
  });
}

/** A guest has no other way back in than the tokens: nothing may void them. */
async function accountOf(id: string, records: Accounts) {
  const account = await records.accountOf(id);
  if (account === null) throw new Refusal(409, "noAccount");
  return account;
}
