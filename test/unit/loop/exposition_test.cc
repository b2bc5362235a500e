// Prometheus text and JSON of metric families, and what the metrics endpoint answers.
#include <gtest/gtest.h>

#include "loop/metric_families.h"
#include "loop/metrics_server.h"

namespace phasor::loop {
namespace {

std::vector<MetricFamily> Families() {
  MetricSample gauge{{{"path", "a\\b\"c\nd"}}, 0.25, {}, 0, 0, 0, {}};
  MetricSample times{{{"thread", "0"}}, 0, {{0.001, 2}, {1, 3}}, 4, 5.5, 4.5, {{"p50", 0.5}}};
  return {{"a_bytes", "One\\two\nthree.", MetricFamily::Type::kGauge, {gauge}},
          {"b_seconds", "Times.", MetricFamily::Type::kHistogram, {times}}};
}

TEST(Exposition, PrometheusTextEscapesAndEndsHistogramsWithInfinity) {
  EXPECT_EQ(ToPrometheus(Families()),
            "# HELP a_bytes One\\\\two\\nthree.\n"
            "# TYPE a_bytes gauge\n"
            "a_bytes{path=\"a\\\\b\\\"c\\nd\"} 0.25\n"
            "# HELP b_seconds Times.\n"
            "# TYPE b_seconds histogram\n"
            "b_seconds_bucket{thread=\"0\",le=\"0.001\"} 2\n"
            "b_seconds_bucket{thread=\"0\",le=\"1\"} 3\n"
            "b_seconds_bucket{thread=\"0\",le=\"+Inf\"} 4\n"
            "b_seconds_sum{thread=\"0\"} 5.5\n"
            "b_seconds_count{thread=\"0\"} 4\n");
}

TEST(Exposition, JsonHasTheSame) {
  EXPECT_EQ(ToJson(Families()),
            "[{\"name\":\"a_bytes\",\"help\":\"One\\\\two\\u000athree.\",\"type\":\"gauge\",\"metrics\":"
            "[{\"labels\":{\"path\":\"a\\\\b\\\"c\\u000ad\"},\"value\":0.25}]},"
            "{\"name\":\"b_seconds\",\"help\":\"Times.\",\"type\":\"histogram\",\"metrics\":"
            "[{\"labels\":{\"thread\":\"0\"},\"buckets\":{\"0.001\":2,\"1\":3},\"count\":4,\"sum\":5.5,\"max\":4.5,\"p50\":0.5}]}]");
}

TEST(MetricsResponse, KnowsItsPathsMethodsAndForms) {
  auto begins = [](std::string_view head, std::string_view with) { return MetricsResponse(head).starts_with(with); };
  EXPECT_TRUE(begins("GET /metrics HTTP/1.1\r\nHost: a", "HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4"));
  EXPECT_TRUE(begins("GET /metrics?a=1 HTTP/1.1\r\nACCEPT: application/json", "HTTP/1.1 200 OK\r\nContent-Type: application/json"));
  EXPECT_TRUE(begins("GET /metrics HTTP/1.1\r\nAccept: application/json, text/plain", "HTTP/1.1 200 OK\r\nContent-Type: text/plain"));
  EXPECT_TRUE(begins("GET /metrics.json HTTP/1.1", "HTTP/1.1 200 OK\r\nContent-Type: application/json"));
  EXPECT_TRUE(begins("GET / HTTP/1.1", "HTTP/1.1 404"));
  EXPECT_TRUE(begins("POST /metrics HTTP/1.1", "HTTP/1.1 405"));
  EXPECT_TRUE(begins("", "HTTP/1.1 405"));
  EXPECT_TRUE(begins("GET", "HTTP/1.1 404"));
  EXPECT_TRUE(MetricsResponse("HEAD /metrics HTTP/1.1").ends_with("\r\n\r\n"));
}

TEST(MetricsServer, RefusesBadAddresses) {
  EXPECT_FALSE(MetricsServer::Start("127.0.0.1:70000").ok());
  EXPECT_FALSE(MetricsServer::Start("127.0.0.1:").ok());
  auto server = MetricsServer::Start("127.0.0.1:0");
  ASSERT_TRUE(server.ok());
  EXPECT_TRUE(server.value()->url().starts_with("http://127.0.0.1:"));
}

}  // namespace
}  // namespace phasor::loop
