#include "net/resolver.h"

#include <gtest/gtest.h>

#include <vector>

namespace phasor::net {
namespace {

struct Noted final : DnsCompletion {
  explicit Noted(std::vector<int>* statuses) : statuses(statuses) {}
  void Run(int status, const std::vector<DnsRecord>&) override { statuses->push_back(status); }
  std::vector<int>* statuses;
};

Resolver* Make(loop::Loop& loop) {
  int status = 0;
  Resolver* resolver = Resolver::New(loop, {.timeout = 100, .tries = 1, .max_timeout = 0}, &status);
  EXPECT_NE(nullptr, resolver);
  return resolver;
}

TEST(Resolver, KeepsItsServers) {
  loop::Loop loop;
  Resolver* resolver = Make(loop);
  EXPECT_EQ(ARES_SUCCESS, resolver->SetServers({{"192.0.2.1", 53}, {"2001:db8::1", 5353}}));
  const std::vector<DnsServer> servers = resolver->Servers();
  ASSERT_EQ(2u, servers.size());
  EXPECT_EQ("2001:db8::1", servers[1].address);
  EXPECT_EQ(5353, servers[1].port);
  EXPECT_EQ(ARES_EBADSTR, resolver->SetServers({{"no address", 53}}));
  loop.CloseAll();
}

TEST(Resolver, TellsOfAnswersInTheLoopOnly) {
  loop::Loop loop;
  Resolver* resolver = Make(loop);
  ASSERT_EQ(ARES_SUCCESS, resolver->SetServers({{"127.0.0.1", 9}}));
  std::vector<int> statuses;
  resolver->Query("two..dots", ARES_REC_TYPE_A, std::make_unique<Noted>(&statuses));  // c-ares refuses it at once
  resolver->Query("a.test", ARES_REC_TYPE_A, std::make_unique<Noted>(&statuses));
  resolver->Cancel();
  EXPECT_TRUE(statuses.empty());
  EXPECT_FALSE(resolver->Reverse("no address", std::make_unique<Noted>(&statuses)));
  loop.Run();  // ends: nothing is under way any more
  EXPECT_EQ((std::vector<int>{ARES_EBADNAME, ARES_ECANCELLED}), statuses);
  loop.CloseAll();
}

TEST(Resolver, CloseDropsQueriesUnanswered) {
  loop::Loop loop;
  Resolver* resolver = Make(loop);
  ASSERT_EQ(ARES_SUCCESS, resolver->SetServers({{"127.0.0.1", 9}}));
  std::vector<int> statuses;
  for (int i = 0; i < 3; i++) resolver->Query("a.test", ARES_REC_TYPE_MX, std::make_unique<Noted>(&statuses));
  resolver->Close();
  loop.Run();
  EXPECT_TRUE(statuses.empty());
  loop.CloseAll();
}

}  // namespace
}  // namespace phasor::net
