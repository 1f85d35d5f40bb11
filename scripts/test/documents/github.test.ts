import { expect, test } from "vitest";
import { callDocument } from "../support/call-document.ts";
import { compilers } from "../support/generated-packages.ts";

test.each(Object.entries(compilers))(
  "GitHub: 3.0 JSON, 13 MB, 1,000 operations, compiled by %s",
  async (_name, compiler) => {
    const document = {
      spec: "@octokit/openapi/generated/api.github.com.json",
      usage: `
const root = await client.GET("/");
const url: string | undefined = root.data?.current_user_url;
const repo = await client.GET("/repos/{owner}/{repo}", { params: { path: { owner: "octocat", repo: "hello" } } });
const owner: string | undefined = repo.data?.owner.login;
const issue = await client.POST("/repos/{owner}/{repo}/issues", {
  params: { path: { owner: "octocat", repo: "hello" } },
  body: { title: "Found a bug", labels: ["bug"] },
});
const title: string | undefined = issue.data?.title;
console.log(JSON.stringify([root.response.status, url, repo.response.status, owner, issue.response.status, title]));`,
    };
    expect(await callDocument(document, compiler)).toEqual([
      200,
      "https://api.github.com/user",
      200,
      "octocat",
      201,
      "Found a bug",
    ]);
  },
);
