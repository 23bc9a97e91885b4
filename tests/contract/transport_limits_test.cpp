// Goal: no client can hold the server up: silence, slowness, size and numbers all have an end,
// long polls cost no thread, and stopping is orderly. Method: a raw TLS client that misbehaves
// against a server whose deadlines are scaled down; the transport for what behaves.
#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <latch>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>

#include "tests/fakes/tls_client.h"
#include "tests/fakes/tls_house.h"

namespace lobby::tests {
namespace transport_limits_test {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr Duration timeout = Duration::seconds(10);
constexpr std::string_view get_request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

milliseconds since(Clock::time_point began) {
  return std::chrono::duration_cast<milliseconds>(Clock::now() - began);
}

port::Answer echo(const port::Request& request) {
  port::Response response;
  response.body = request.body.empty() ? "\"ok\"" : request.body;
  return response;
}

// Short deadlines for what misbehaves; a handshake keeps its ten seconds, since it takes long under
// a sanitizer on a busy machine.
http::Options quick_options(const TlsHouse& house) {
  http::Options options = house.server_options();
  options.deadlines.header = Duration::milliseconds(300);
  options.deadlines.body = Duration::milliseconds(500);
  options.deadlines.idle = Duration::milliseconds(400);
  options.deadlines.stop = Duration::milliseconds(800);
  return options;
}

std::unique_ptr<http::Server> start(const http::Options& options, port::Handler handler) {
  return *std::move(http::Server::start(options, std::move(handler)));
}

std::unique_ptr<curl::Transport> client_of(const TlsHouse& house, const http::Server& server) {
  return *std::move(curl::Transport::open(house.client_options(server.port())));
}

// False when it has not come true in 20 s.
bool comes_true(const std::function<bool()>& condition) {
  const auto until = Clock::now() + std::chrono::seconds(20);
  while (!condition() && Clock::now() < until) {
    std::this_thread::sleep_for(milliseconds(1));
  }
  return condition();
}

std::string post_head(std::size_t length) {
  return "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(length) + "\r\n\r\n";
}

TEST(HttpServer, closes_a_client_that_never_starts_tls) {
  TlsHouse house;
  http::Options options = house.server_options();
  options.deadlines.handshake = Duration::milliseconds(300);
  const auto server = start(options, &echo);
  const TcpClient silent(server->port());
  EXPECT_LT(silent.wait_for_close(milliseconds(3'000)), milliseconds(2'000));
}

TEST(HttpServer, closes_a_client_that_says_nothing_after_the_handshake) {
  TlsHouse house;
  const auto server = start(quick_options(house), &echo);
  TlsClient silent(server->port());
  EXPECT_LT(silent.connection().wait_for_close(milliseconds(3'000)), milliseconds(2'000));
}

// `bytes` one at a time; how long the server put up with it.
milliseconds trickle(TlsClient& client, std::string_view bytes) {
  const auto began = Clock::now();
  for (const char& byte : bytes) {
    if (!client.send({&byte, 1})) {
      break;
    }
    if (client.connection().wait_for_close(milliseconds(40)) < milliseconds(40)) {
      break;
    }
  }
  return since(began);
}

TEST(HttpServer, closes_a_header_that_trickles) {
  TlsHouse house;
  const auto server = start(quick_options(house), &echo);
  TlsClient slow(server->port());
  const std::string header = "GET / HTTP/1.1\r\nX-Long: " + std::string(200, 'a');
  EXPECT_LT(trickle(slow, header), milliseconds(2'500));
}

TEST(HttpServer, closes_a_body_that_trickles_and_costs_no_thread_meanwhile) {
  TlsHouse house;
  http::Options options = quick_options(house);
  options.pool.threads = 1;
  const auto server = start(options, &echo);
  TlsClient slow(server->port());
  ASSERT_TRUE(slow.send(post_head(200)));
  auto trickling =
      std::async(std::launch::async, [&slow] { return trickle(slow, std::string(200, '1')); });
  const auto client = client_of(house, *server);
  const Result<port::Reply> reply = client->get("/", timeout);
  EXPECT_TRUE(reply.ok()) << to_string(reply.error());
  EXPECT_LT(trickling.get(), milliseconds(2'500));
}

TEST(HttpServer, closes_an_idle_connection) {
  TlsHouse house;
  const auto server = start(quick_options(house), &echo);
  TlsClient client(server->port());
  ASSERT_TRUE(client.send(get_request));
  EXPECT_NE(client.receive_response().find("200 OK"), std::string::npos);
  EXPECT_LT(client.connection().wait_for_close(milliseconds(3'000)), milliseconds(2'000));
}

TEST(HttpServer, refuses_a_declared_body_over_the_limit_with_413) {
  TlsHouse house;
  const auto server = start(house.server_options(), &echo);
  TlsClient client(server->port());
  ASSERT_TRUE(client.send(post_head(limits::request_body_bytes_max + 1)));
  const std::string response = client.receive_response();
  EXPECT_NE(response.find(" 413 "), std::string::npos) << response;
  EXPECT_NE(response.find("\"code\":\"too_large\""), std::string::npos) << response;
}

TEST(HttpServer, refuses_a_chunked_body_over_the_limit_with_413) {
  TlsHouse house;
  http::Options options = house.server_options();
  options.body_bytes_max = 1'000;
  const auto server = start(options, &echo);
  TlsClient client(server->port());
  ASSERT_TRUE(client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"));
  client.send("800\r\n" + std::string(0x800, 'x') + "\r\n0\r\n\r\n");
  EXPECT_NE(client.receive_response().find(" 413 "), std::string::npos);
}

TEST(HttpServer, the_transport_reads_the_413_of_a_large_body) {
  TlsHouse house;
  const auto server = start(house.server_options(), &echo);
  const auto client = client_of(house, *server);
  const std::string large(limits::request_body_bytes_max + 100'000, ' ');
  const Result<port::Reply> reply = client->post("/", large, timeout);
  ASSERT_TRUE(reply.ok()) << to_string(reply.error());
  EXPECT_EQ(reply->status, 413);
}

TEST(HttpServer, a_body_at_the_limit_passes) {
  TlsHouse house;
  const auto server = start(house.server_options(), &echo);
  const auto client = client_of(house, *server);
  const std::string largest(limits::request_body_bytes_max, 'x');
  const Result<port::Reply> reply = client->post("/", largest, timeout);
  ASSERT_TRUE(reply.ok()) << to_string(reply.error());
  EXPECT_EQ(reply->body, largest);
}

TEST(HttpServer, answers_nonsense_and_long_headers_by_name) {
  TlsHouse house;
  const auto server = start(house.server_options(), &echo);
  TlsClient nonsense(server->port());
  ASSERT_TRUE(nonsense.send("this is not a request\r\n\r\n"));
  EXPECT_NE(nonsense.receive_response().find(" 400 "), std::string::npos);
  TlsClient lengthy(server->port());
  lengthy.send("GET / HTTP/1.1\r\nX-Long: " + std::string(20'000, 'a') + "\r\n\r\n");
  EXPECT_NE(lengthy.receive_response().find(" 431 "), std::string::npos);
}

TEST(HttpServer, says_continue_to_a_client_that_waits_for_it) {
  TlsHouse house;
  const auto server = start(house.server_options(), &echo);
  TlsClient client(server->port());
  ASSERT_TRUE(
      client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n"
                  "Expect: 100-continue\r\n\r\n"));
  EXPECT_EQ(client.receive(milliseconds(100)), "HTTP/1.1 100 Continue\r\n\r\n");
  ASSERT_TRUE(client.send("{}"));
  EXPECT_NE(client.receive_response().find("200 OK"), std::string::npos);
}

TEST(HttpServer, answers_pipelined_requests_in_order) {
  TlsHouse house;
  const auto server = start(house.server_options(), &echo);
  TlsClient client(server->port());
  ASSERT_TRUE(client.send(post_head(3) + "\"1\"" + post_head(3) + "\"2\""));
  const std::string text = client.receive(milliseconds(200));
  EXPECT_LT(text.find("\"1\""), text.find("\"2\""));
  EXPECT_NE(text.find("\"2\""), std::string::npos);
}

TEST(HttpServer, a_full_pool_answers_503_with_retry_after) {
  TlsHouse house;
  http::Options options = house.server_options();
  options.pool = {.threads = 1, .queue_depth = 1};
  std::promise<void> opened;
  const std::shared_future<void> gate = opened.get_future().share();
  std::atomic<bool> entered = false;
  const auto server = start(options, [&](const port::Request& request) -> port::Answer {
    entered = true;
    gate.wait();
    return echo(request);
  });
  std::atomic<int> busy = 0;
  const auto ask = [&] {
    const Result<port::Reply> reply = client_of(house, *server)->get("/", timeout);
    if (reply.ok() && reply->status == 503 && reply->retry_after == Duration::seconds(1)) {
      ++busy;
    }
    return reply.ok() ? reply->status : 0;
  };
  std::vector<std::future<std::int32_t>> replies;
  replies.push_back(std::async(std::launch::async, ask));
  const bool began = comes_true([&] { return entered.load(); });
  // The pool's thread is taken: of these one waits its turn, the others are told to come back.
  constexpr int others = 5;
  for (int client = 0; client < others; ++client) {
    replies.push_back(std::async(std::launch::async, ask));
  }
  const bool refused = comes_true([&] { return busy == others - 1; });
  opened.set_value();
  int served = 0;
  for (std::future<std::int32_t>& reply : replies) {
    served += reply.get() == 200 ? 1 : 0;
  }
  EXPECT_TRUE(began && refused);
  EXPECT_EQ(served, 2);
}

TEST(HttpServer, a_handler_that_throws_costs_one_500) {
  TlsHouse house;
  const auto server =
      start(house.server_options(), [](const port::Request& request) -> port::Answer {
        if (request.target == "/throw") {
          throw std::runtime_error("broken");
        }
        return echo(request);
      });
  const auto client = client_of(house, *server);
  EXPECT_EQ(client->get("/throw", timeout)->status, 500);
  EXPECT_EQ(client->get("/", timeout)->status, 200);
}

TEST(HttpServer, serves_200_keep_alive_clients_at_once) {
  TlsHouse house;
  const auto server = start(house.server_options(), &echo);
  constexpr int threads = 10;
  constexpr int clients_per_thread = 20;
  std::atomic<int> answered = 0;
  std::atomic<std::size_t> most = 0;
  std::latch connected(threads);
  std::vector<std::thread> crowd;
  for (int thread = 0; thread < threads; ++thread) {
    crowd.emplace_back([&] {
      std::vector<std::unique_ptr<curl::Transport>> clients;
      for (int index = 0; index < clients_per_thread; ++index) {
        clients.push_back(client_of(house, *server));
        answered += clients.back()->get("/", timeout).ok() ? 1 : 0;
      }
      connected.arrive_and_wait();
      // A thread that comes late may find others gone; the first one has seen them all.
      const std::size_t seen = server->connections();
      for (std::size_t known = most; known < seen && !most.compare_exchange_weak(known, seen);) {
      }
      for (const auto& client : clients) {
        answered += client->post("/", "{}", timeout).ok() ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : crowd) {
    thread.join();
  }
  EXPECT_EQ(answered, 2 * threads * clients_per_thread);
  EXPECT_GE(most, 200U);
}

TEST(HttpServer, turns_connections_beyond_its_cap_away) {
  TlsHouse house;
  http::Options options = house.server_options();
  options.connections_max = 2;
  const auto server = start(options, &echo);
  const auto first = client_of(house, *server);
  const auto second = client_of(house, *server);
  ASSERT_TRUE(first->get("/", timeout).ok());
  ASSERT_TRUE(second->get("/", timeout).ok());
  EXPECT_EQ(client_of(house, *server)->get("/", timeout).error().code, ErrorCode::unavailable);
  EXPECT_TRUE(first->get("/", timeout).ok());
}

}  // namespace transport_limits_test
}  // namespace lobby::tests
