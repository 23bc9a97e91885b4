// Goal: long bodies travel compressed in both directions, a server is never made to hold more than
// it allows, and a device and a server of which one knows no gzip still understand each other.
// Method: the real transport against the real server over TLS; a raw client for what is broken.
#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/protocol/codec.h"
#include "platform/http/coding.h"
#include "platform/zlib/gzip.h"
#include "tests/fakes/tls_client.h"
#include "tests/fakes/tls_house.h"

namespace lobby::tests {
namespace transport_gzip_test {

constexpr Duration timeout = Duration::seconds(10);

std::string json_of(std::size_t bytes) {
  return "\"" + std::string(bytes - 2, 'a') + "\"";
}

port::Answer echo(const port::Request& request) {
  port::Response response;
  response.body = request.body;
  return response;
}

// Answers "ok", or as a server from before gzip does: it looks at no coding and finds no JSON.
port::Answer read_json(const port::Request& request) {
  port::Response response;
  response.body = "\"ok\"";
  if (!request.body.starts_with('"')) {
    response.status = 400;
    response.body = protocol::to_json(fail(ErrorCode::malformed, "this is not JSON"));
  }
  return response;
}

class TransportGzip : public ::testing::Test {
 protected:
  void start(http::Options options, port::Handler handler) {
    server_ = *std::move(http::Server::start(std::move(options), std::move(handler)));
    connect(house_.client_options(server_->port()));
  }
  // Notes the size of all that is sent through it.
  void connect(curl::Options options) {
    options.compress = [this](std::string_view text) {
      ++compressed_;
      return zlib::compress(text);
    };
    transport_ = *std::move(curl::Transport::open(options));
  }
  std::string post(const std::string& json) {
    const Result<port::Reply> reply = transport_->post("/", json, timeout);
    return reply ? std::to_string(reply->status) + " " + reply->body : to_string(reply.error());
  }
  // The answer to a body with this Content-Encoding, as bytes.
  std::string send_raw(const std::string& coding, const std::string& body,
                       const std::string& more = "") {
    TlsClient client(server_->port());
    client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + more +
                "Content-Encoding: " + coding +
                "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n");
    client.send(body);
    return client.receive_response();
  }

  TlsHouse house_;
  std::unique_ptr<http::Server> server_;
  std::unique_ptr<curl::Transport> transport_;
  int compressed_ = 0;
};

TEST_F(TransportGzip, carries_bodies_of_every_size_both_ways) {
  start(house_.server_options(), &echo);
  for (const std::size_t bytes : {std::size_t{2}, std::size_t{1'023}, std::size_t{1'024},
                                  std::size_t{100'000}, limits::request_body_bytes_max}) {
    const int before = compressed_;
    EXPECT_TRUE(post(json_of(bytes)) == "200 " + json_of(bytes)) << bytes;
    EXPECT_EQ(compressed_ - before, bytes < limits::compression_bytes_min ? 0 : 1) << bytes;
  }
}

TEST_F(TransportGzip, a_body_beyond_the_bound_is_refused_however_small_it_travels) {
  start(house_.server_options(), &echo);
  EXPECT_TRUE(post(json_of(limits::request_body_bytes_max + 1)).starts_with("413 "));
  EXPECT_TRUE(post(json_of(64U * 1024 * 1024)).starts_with("413 "));
  EXPECT_TRUE(post(json_of(10)).starts_with("200 "));
}

TEST_F(TransportGzip, each_broken_body_has_its_answer) {
  std::atomic<int> handled = 0;
  start(house_.server_options(), [&](const port::Request& request) {
    ++handled;
    return echo(request);
  });
  const std::string packed = *zlib::compress(json_of(2'000));
  const std::string bomb = *zlib::compress(std::string(64U * 1024 * 1024, ' '));
  struct Row {
    std::string coding;
    std::string body;
    std::string status;
    std::string code;
  };
  const Row rows[] = {
      {"gzip", bomb, "413", "too_large"},
      {"gzip", packed.substr(0, packed.size() - 1), "400", "malformed"},
      {"gzip", packed.substr(0, 5), "400", "malformed"},
      {"gzip", "", "400", "malformed"},
      {"gzip", packed + "x", "400", "malformed"},
      {"gzip", packed + packed, "400", "malformed"},
      {"gzip", json_of(2'000), "400", "malformed"},
      {"br", packed, "415", "malformed"},
      {"deflate", packed, "415", "malformed"},
      {"gzip, gzip", packed, "415", "malformed"},
      {"gzipp", packed, "415", "malformed"},
  };
  for (const Row& row : rows) {
    const std::string answer = send_raw(row.coding, row.body);
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 " + row.status + " ")) << row.coding << answer;
    const std::string json = answer.substr(answer.find("\r\n\r\n") + 4);
    EXPECT_EQ(name_of(protocol::error_from(json).code), row.code) << answer;
  }
  EXPECT_EQ(handled, 0) << "no route sees any of them";
  for (const char* coding : {"gzip", "GZIP", "x-gzip", " gzip "}) {
    EXPECT_TRUE(send_raw(coding, packed).starts_with("HTTP/1.1 200 ")) << coding;
  }
  EXPECT_TRUE(send_raw("identity", "\"plain\"").starts_with("HTTP/1.1 200 "));
  EXPECT_TRUE(send_raw("", "\"plain\"").starts_with("HTTP/1.1 200 "));
}

TEST_F(TransportGzip, compresses_what_is_large_and_json_for_who_takes_it) {
  struct Row {
    const char* what;
    std::size_t bytes;
    const char* type;
    const char* header;
    bool compressed;
  };
  const Row rows[] = {
      {"large", 1'024, "application/json", "Accept-Encoding: gzip\r\n", true},
      {"small", 1'023, "application/json", "Accept-Encoding: gzip\r\n", false},
      {"not asked for", 100'000, "application/json", "", false},
      {"refused", 100'000, "application/json", "Accept-Encoding: gzip;q=0\r\n", false},
      {"a page", 100'000, "text/html", "Accept-Encoding: gzip\r\n", false},
  };
  for (const Row& row : rows) {
    start(house_.server_options(), [&](const port::Request&) {
      port::Response response;
      response.content_type = row.type;
      response.body = json_of(row.bytes);
      return response;
    });
    const std::string answer = send_raw("identity", "\"x\"", row.header);
    const bool compressed = answer.find("Content-Encoding: gzip\r\n") != std::string::npos;
    EXPECT_EQ(compressed, row.compressed) << row.what;
    EXPECT_EQ(answer.size() < row.bytes, compressed) << row.what;
    EXPECT_TRUE(post(json_of(10)) == "200 " + json_of(row.bytes)) << row.what;
  }
}

TEST_F(TransportGzip, compresses_what_was_waited_for) {
  start(house_.server_options(), [](const port::Request&) {
    return port::Deferred{[](bool last) {
                            std::optional<port::Response> response;
                            if (last) {
                              response.emplace().body = json_of(50'000);
                            }
                            return response;
                          },
                          Duration::milliseconds(50)};
  });
  const std::string answer = send_raw("identity", "\"x\"", "Accept-Encoding: gzip\r\n");
  EXPECT_NE(answer.find("Content-Encoding: gzip\r\n"), std::string::npos);
  EXPECT_TRUE(post(json_of(10)) == "200 " + json_of(50'000));
}

// 64 MiB of reply in 64 KiB: the device takes no more than its own bound.
TEST_F(TransportGzip, a_reply_that_unfolds_beyond_the_bound_is_too_large) {
  start(house_.server_options(), [](const port::Request&) {
    port::Response response;
    response.body = json_of(64U * 1024 * 1024);
    return response;
  });
  EXPECT_TRUE(post(json_of(10)).starts_with("too_large")) << post(json_of(10));
  curl::Options small = house_.client_options(server_->port());
  small.reply_bytes_max = 1'000;
  connect(small);
  EXPECT_TRUE(post(json_of(10)).starts_with("too_large"));
}

TEST_F(TransportGzip, a_server_that_answers_415_is_sent_it_plain_from_then_on) {
  http::Options no_gzip = house_.server_options();
  no_gzip.decompress = nullptr;
  std::atomic<int> handled = 0;
  start(no_gzip, [&](const port::Request& request) {
    ++handled;
    return read_json(request);
  });
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(post(json_of(5'000)), "200 \"ok\"");
  }
  EXPECT_EQ(compressed_, 1);
  EXPECT_EQ(handled, 3);
}

TEST_F(TransportGzip, a_server_from_before_gzip_is_sent_it_plain_from_then_on) {
  http::Options old = house_.server_options();
  old.decompress = [](std::string_view bytes, std::size_t) -> Result<std::string> {
    return std::string(bytes);  // looks at no coding
  };
  std::atomic<int> handled = 0;
  start(old, [&](const port::Request& request) {
    ++handled;
    return read_json(request);
  });
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(post(json_of(5'000)), "200 \"ok\"");
  }
  EXPECT_EQ(compressed_, 1);
  EXPECT_EQ(handled, 4);
}

TEST_F(TransportGzip, what_is_refused_either_way_says_nothing_of_gzip) {
  start(house_.server_options(), [](const port::Request&) {
    port::Response response;
    response.status = 400;
    response.body = protocol::to_json(fail(ErrorCode::malformed, "never"));
    return response;
  });
  for (int round = 0; round < 2; ++round) {
    EXPECT_TRUE(post(json_of(5'000)).starts_with("400 "));
  }
  EXPECT_EQ(compressed_, 2);
}

// The server was replaced by a newer one while the device ran.
TEST_F(TransportGzip, a_new_connection_is_asked_again) {
  http::Options no_gzip = house_.server_options();
  no_gzip.decompress = nullptr;
  start(no_gzip, &read_json);
  EXPECT_EQ(post(json_of(5'000)), "200 \"ok\"");
  EXPECT_EQ(post(json_of(5'000)), "200 \"ok\"");
  EXPECT_EQ(compressed_, 1);
  http::Options newer = house_.server_options();
  newer.port = server_->port();
  server_->stop();
  server_ = *std::move(http::Server::start(newer, &read_json));
  EXPECT_EQ(post(json_of(5'000)), "200 \"ok\"") << "the first finds the connection gone";
  EXPECT_EQ(post(json_of(5'000)), "200 \"ok\"");
  EXPECT_EQ(compressed_, 2);
}

TEST(HttpCoding, reads_what_a_client_accepts) {
  struct Row {
    std::string_view field;
    bool gzip;
  };
  const Row rows[] = {
      {"", false},
      {"gzip", true},
      {"GZip", true},
      {"x-gzip", true},
      {"deflate, gzip", true},
      {"deflate,gzip;q=0.5", true},
      {"br;q=1.0, gzip ; q=0.001", true},
      {"gzip;q=0", false},
      {"gzip; q=0.000", false},
      {"gzip;Q=0", false},
      {"*", true},
      {"*;q=0", false},
      {"gzip;q=0, *", false},
      {"*;q=0, gzip", true},
      {"identity", false},
      {"gzipped", false},
      {",,,", false},
      {";q=0", false},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(http::accepts_gzip(row.field), row.gzip) << row.field;
  }
}

}  // namespace transport_gzip_test
}  // namespace lobby::tests
