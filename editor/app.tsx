/** @module What surrounds all pages: theme, language of the components, data of the service, addresses. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { App as Antd, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { RouterProvider } from "react-router";
import { ApiProblem } from "./api/problem.ts";
import { useLanguage } from "./messages/index.ts";
import { router } from "./routes.tsx";
import { useMode } from "./ui/appearance.ts";
import { styleNonce } from "./ui/style-nonce.ts";
import { themeOf } from "./ui/theme.ts";

const FRESH_MS = 10_000;

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_MS,
      // Pages say themselves that the service is away, and show what is kept here, instead of waiting for it in silence.
      networkMode: "always",
      refetchOnReconnect: true,
      // A refusal stays one; a connection may come back.
      retry: (times, error) => !(error instanceof ApiProblem) && navigator.onLine && times < 2,
    },
    mutations: { networkMode: "always" },
  },
});

export function App() {
  const mode = useMode();
  const language = useLanguage();
  return (
    <ConfigProvider
      locale={language === "en" ? enUS : zhCN}
      theme={themeOf(mode)}
      csp={{ nonce: styleNonce }}
      button={{ autoInsertSpace: false }}
    >
      <Antd component={false}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Antd>
    </ConfigProvider>
  );
}
