// Goal: a device keeps its place at the server for as long as the house wants it, also when its
// certificate has run out, and nobody else gets one that way.
// Method: the real lobby-server and the keeper that kiosk and desk run; certificates are issued
// with the server's own authority as of an earlier day.
#include <algorithm>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "app/common/certificate_keeper.h"
#include "app/common/device_station.h"
#include "core/protocol/codec.h"
#include "platform/openssl/authority.h"
#include "tests/fakes/fixed_clock.h"
#include "tests/fakes/memory_device_store.h"
#include "tests/fakes/rig.h"
#include "tests/web/web_fixture.h"

namespace lobby::tests {
namespace renewal_test {

namespace fs = std::filesystem;
using protocol::DeviceRole;

constexpr Duration in_its_last_third = Duration::days(500);
constexpr Duration long_ended = Duration::days(1'000);

openssl::Authority authority_of(const ServerProcess& server) {
  return *std::move(
      openssl::Authority::load(server.data() / "ca.pem", server.data() / "ca.key.pem"));
}

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

// A certificate for this key and device, issued `age` ago.
std::string issued(const ServerProcess& server, const openssl::PrivateKey& key, DeviceId device,
                   Duration age) {
  return authority_of(server)
      .issue_client(*openssl::certificate_request(key), key.public_key(), device, time_now() - age)
      ->pem();
}

// The device's certificate as if enrolment had been `age` ago.
void age_certificate(const ServerProcess& server, const fs::path& data, DeviceId device,
                     Duration age) {
  const auto key = *openssl::PrivateKey::load(data / "key.pem");
  std::ofstream(data / "certificate.pem") << issued(server, key, device, age);
}

// Sends on, and loses the answers while it is told to.
class LosingTransport final : public port::Transport {
 public:
  explicit LosingTransport(port::Transport& real) : real_(real) {}
  Result<port::Reply> post(std::string_view path, std::string_view json,
                           Duration timeout) override {
    ++sent;
    const Result<port::Reply> reply = real_.post(path, json, timeout);
    return loses ? fail(ErrorCode::timed_out, "the answer was lost") : reply;
  }
  Result<port::Reply> get(std::string_view path, Duration timeout) override {
    return real_.get(path, timeout);
  }
  void cancel() override { real_.cancel(); }

  int sent = 0;
  bool loses = false;

 private:
  port::Transport& real_;
};

// A device with a keeper, as the sync thread has it.
class KeptDevice {
 public:
  KeptDevice(ServerProcess& server, const std::string& name, Duration age)
      : device_(server, name, DeviceRole::kiosk), data_(device_.file("key.pem").parent_path()) {
    age_certificate(server, data_, id(), age);
    transport_ = device_.another_transport();
    network_ = std::make_unique<LosingTransport>(*transport_);
    start();
  }

  // The program starts anew: what it knows is what the files say.
  void start() {
    keeper_.emplace(CertificateKeeper::Parts{
        .transport = *network_,
        .clock = clock_,
        .store = store_,
        .device = id(),
        .files = {data_ / "certificate.pem", data_ / "key.pem", data_ / "ca.pem"},
        .use = [this] { return transport_->reload_certificate(); }});
  }
  // "renewed", "as it was", or the name of what went wrong.
  std::string keep(const std::optional<Error>& trouble = std::nullopt) {
    const Result<bool> kept = keeper_->keep(trouble);
    if (!kept) {
      return std::string(name_of(kept.error().code));
    }
    return *kept ? "renewed" : "as it was";
  }
  std::string contact() {
    return outcome_of(transport_->get("/v1/feed?cursor=0", request_timeout));
  }
  // "200", or the answer's name, to a request for `key`.
  std::string ask_for(const openssl::PrivateKey& key) {
    return outcome_of(transport_->post(
        "/v1/renew", protocol::to_json(protocol::RenewRequest{*openssl::certificate_request(key)}),
        request_timeout));
  }

  DeviceId id() const { return device_.identity().device; }
  fs::path file(const std::string& name) const { return data_ / name; }
  Duration left() const {
    return openssl::Certificate::load(file("certificate.pem"))->not_after() - time_now();
  }
  openssl::PrivateKey key() const { return *openssl::PrivateKey::load(file("key.pem")); }
  FixedClock& clock() { return clock_; }
  LosingTransport& network() { return *network_; }
  port::DeviceStore& store() { return store_; }

 private:
  EnrolledDevice device_;
  fs::path data_;
  FixedClock clock_{time_now()};
  MemoryDeviceStore store_;
  std::unique_ptr<curl::Transport> transport_;
  std::unique_ptr<LosingTransport> network_;
  std::optional<CertificateKeeper> keeper_;
};

class Renewal : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    server_ = std::make_unique<ServerProcess>();
    server_->start();
  }
  static void TearDownTestSuite() { server_.reset(); }

  inline static std::unique_ptr<ServerProcess> server_;
};

// How often the journal says that the device has a new certificate.
std::size_t renewals_noted(const ServerProcess& server, DeviceId device) {
  return static_cast<std::size_t>(
      std::ranges::count_if(journal_of(server), [&](const office::JournalEntry& entry) {
        return entry.action == "renew_certificate" && entry.device == device;
      }));
}

TEST_F(Renewal, comes_in_the_last_third) {
  KeptDevice kiosk(*server_, "Kiosk 1", in_its_last_third);
  const std::string key = text_of(kiosk.file("key.pem"));
  EXPECT_EQ(kiosk.keep(), "renewed");
  EXPECT_GT(kiosk.left(), Duration::days(729));
  EXPECT_EQ(text_of(kiosk.file("key.pem")), key);
  EXPECT_EQ(fs::status(kiosk.file("certificate.pem")).permissions(),
            fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(kiosk.contact(), "200");
  EXPECT_EQ(kiosk.keep(), "as it was");
  EXPECT_EQ(kiosk.network().sent, 1);
  EXPECT_EQ(renewals_noted(*server_, kiosk.id()), 1U);
}

TEST_F(Renewal, does_not_come_early) {
  KeptDevice kiosk(*server_, "Kiosk 2", Duration::days(480));
  const std::string certificate = text_of(kiosk.file("certificate.pem"));
  EXPECT_EQ(kiosk.keep(), "as it was");
  EXPECT_EQ(kiosk.keep(fail(ErrorCode::unavailable, "no contact")), "as it was");
  EXPECT_EQ(kiosk.network().sent, 0);
  EXPECT_EQ(text_of(kiosk.file("certificate.pem")), certificate);
}

TEST_F(Renewal, goes_by_the_servers_clock) {
  KeptDevice kiosk(*server_, "Kiosk 3", Duration::days(480));
  kiosk.clock().jump_wall(Duration::days(300));
  const UtcTime now = kiosk.clock().now();
  ASSERT_TRUE(kiosk.store().save_contact({now, Duration{} - Duration::days(300), {}, {}}).ok());
  EXPECT_EQ(kiosk.keep(), "as it was");
  ASSERT_TRUE(kiosk.store().save_contact({now, {}, {}, {}}).ok());
  EXPECT_EQ(kiosk.keep(), "renewed");
}

// A clock that stands in another year finds every certificate at its end.
TEST_F(Renewal, is_asked_for_once_an_hour_at_most) {
  KeptDevice kiosk(*server_, "Kiosk 4", Duration{});
  kiosk.clock().jump_wall(Duration::days(3'000));
  EXPECT_EQ(kiosk.keep(), "renewed");
  for (int round = 0; round < 50; ++round) {
    EXPECT_EQ(kiosk.keep(), "as it was");
  }
  kiosk.clock().pass(CertificateKeeper::rest);
  EXPECT_EQ(kiosk.keep(), "renewed");
}

TEST_F(Renewal, brings_a_device_back_whose_certificate_has_ended) {
  KeptDevice kiosk(*server_, "Kiosk 5", long_ended);
  EXPECT_EQ(kiosk.contact(), "expired");
  EXPECT_EQ(kiosk.keep(), "renewed");
  EXPECT_EQ(kiosk.contact(), "200");
}

// Its clock says that there is time; the server says that there is none.
TEST_F(Renewal, comes_when_the_server_says_that_it_has_ended) {
  KeptDevice kiosk(*server_, "Kiosk 6", long_ended);
  kiosk.clock().jump_wall(Duration{} - long_ended);
  EXPECT_EQ(kiosk.keep(), "as it was");
  EXPECT_EQ(kiosk.keep(fail(ErrorCode::expired, "the device certificate has expired")), "renewed");
  EXPECT_EQ(kiosk.contact(), "200");
}

TEST_F(Renewal, is_all_that_an_ended_certificate_is_good_for) {
  KeptDevice kiosk(*server_, "Kiosk 7", long_ended);
  const auto transport =
      *std::move(curl::Transport::open({.server_url = server_->url(),
                                        .authority_file = kiosk.file("ca.pem"),
                                        .certificate_file = kiosk.file("certificate.pem"),
                                        .key_file = kiosk.file("key.pem")}));
  for (const char* path : {"/v1/operations", "/v1/epoch", "/v1/balances"}) {
    EXPECT_EQ(outcome_of(transport->post(path, "{}", request_timeout)), "expired") << path;
  }
  EXPECT_EQ(outcome_of(transport->get("/v1/feed?cursor=0", request_timeout)), "expired");
}

TEST_F(Renewal, is_refused_for_another_key) {
  for (const Duration age : {in_its_last_third, long_ended}) {
    KeptDevice kiosk(*server_, "Kiosk 8", age);
    EXPECT_EQ(kiosk.ask_for(*openssl::PrivateKey::generate(openssl::KeyKind::ed25519)),
              "422 bad_signature");
    EXPECT_EQ(kiosk.ask_for(kiosk.key()), "200");
  }
}

// Under its own certificate a device asks for one for the key of another.
TEST_F(Renewal, takes_the_device_from_the_certificate_and_nowhere_else) {
  KeptDevice kiosk(*server_, "Kiosk 9", in_its_last_third);
  KeptDevice other(*server_, "Kiosk 10", in_its_last_third);
  EXPECT_EQ(other.ask_for(kiosk.key()), "422 bad_signature");
}

TEST_F(Renewal, is_refused_to_a_revoked_device) {
  for (const Duration age : {in_its_last_third, long_ended}) {
    KeptDevice kiosk(*server_, "Stolen kiosk", age);
    server_->run({"revoke", kiosk.id().text()});
    const std::string certificate = text_of(kiosk.file("certificate.pem"));
    EXPECT_EQ(kiosk.keep(), "device_fenced");
    EXPECT_EQ(kiosk.ask_for(kiosk.key()), "403 device_fenced");
    EXPECT_EQ(renewals_noted(*server_, kiosk.id()), 0U);
    EXPECT_EQ(text_of(kiosk.file("certificate.pem")), certificate);
  }
}

// The authority knows it, the store does not: a server put back to before its enrolment.
TEST_F(Renewal, is_refused_to_an_unknown_device) {
  KeptDevice kiosk(*server_, "Kiosk 11", Duration{});
  const fs::path stranger = kiosk.file("stranger.pem");
  for (const Duration age : {in_its_last_third, long_ended}) {
    std::ofstream(stranger) << issued(*server_, kiosk.key(), id_of<DeviceId>(77), age);
    const auto transport = *std::move(curl::Transport::open({.server_url = server_->url(),
                                                             .authority_file = kiosk.file("ca.pem"),
                                                             .certificate_file = stranger,
                                                             .key_file = kiosk.file("key.pem")}));
    const std::string request =
        protocol::to_json(protocol::RenewRequest{*openssl::certificate_request(kiosk.key())});
    const Result<port::Reply> reply = transport->post("/v1/renew", request, request_timeout);
    ASSERT_FALSE(reply.ok());
    EXPECT_EQ(reply.error().code, ErrorCode::unauthenticated);
    EXPECT_NE(reply.error().detail.find("is not enrolled here"), std::string::npos);
  }
}

TEST_F(Renewal, is_refused_to_who_shows_no_certificate_of_this_house) {
  KeptDevice kiosk(*server_, "Kiosk 12", Duration{});
  const std::string request =
      protocol::to_json(protocol::RenewRequest{*openssl::certificate_request(kiosk.key())});
  EXPECT_EQ(outcome_of(nobody_at(*server_)->post("/v1/renew", request, request_timeout)),
            "unauthenticated");
  TlsHouse foreign;
  for (const Duration age : {Duration{}, long_ended}) {
    foreign.issue_again("device", kiosk.id(), time_now() - age);
    const auto transport =
        *std::move(curl::Transport::open({.server_url = server_->url(),
                                          .authority_file = kiosk.file("ca.pem"),
                                          .certificate_file = foreign.file("device.pem"),
                                          .key_file = foreign.file("device.key.pem")}));
    const auto outcome = outcome_of(transport->post("/v1/renew", request, request_timeout));
    EXPECT_NE(outcome, "200");
  }
}

TEST_F(Renewal, a_broken_request_is_named) {
  KeptDevice kiosk(*server_, "Kiosk 13", Duration{});
  const auto ask = [&](const std::string& json) {
    return outcome_of(kiosk.network().post("/v1/renew", json, request_timeout));
  };
  EXPECT_EQ(ask("{}"), "422 missing_field");
  EXPECT_EQ(ask(protocol::to_json(protocol::RenewRequest{"no request"})), "400 malformed");
}

TEST_F(Renewal, a_lost_answer_is_asked_for_again) {
  KeptDevice kiosk(*server_, "Kiosk 14", in_its_last_third);
  const std::string certificate = text_of(kiosk.file("certificate.pem"));
  kiosk.network().loses = true;
  EXPECT_EQ(kiosk.keep(), "timed_out");
  EXPECT_EQ(text_of(kiosk.file("certificate.pem")), certificate);
  EXPECT_EQ(kiosk.contact(), "200") << "the old one is as good as before";
  kiosk.network().loses = false;
  EXPECT_EQ(kiosk.keep(), "as it was") << "not at once";
  kiosk.clock().pass(CertificateKeeper::rest);
  EXPECT_EQ(kiosk.keep(), "renewed");
  EXPECT_EQ(kiosk.contact(), "200");
}

// What a power cut may leave, by the order of the writes: a part of the new file beside the old
// one, the whole of it beside the old one, the new one in its place.
TEST_F(Renewal, a_power_cut_between_the_writes_costs_nothing) {
  KeptDevice kiosk(*server_, "Kiosk 15", in_its_last_third);
  const std::string old = text_of(kiosk.file("certificate.pem"));
  const std::string renewed = issued(*server_, kiosk.key(), kiosk.id(), Duration{});
  const fs::path temporary = kiosk.file("certificate.pem.tmp");
  for (const std::size_t written : {std::size_t{0}, renewed.size() / 2, renewed.size()}) {
    std::ofstream(kiosk.file("certificate.pem")) << old;
    std::ofstream(temporary) << renewed.substr(0, written);
    kiosk.start();
    EXPECT_EQ(kiosk.contact(), "200") << written;
    EXPECT_EQ(kiosk.keep(), "renewed") << written;
    EXPECT_FALSE(fs::exists(temporary));
    EXPECT_EQ(kiosk.contact(), "200") << written;
  }
  std::ofstream(kiosk.file("certificate.pem")) << renewed;
  kiosk.start();
  EXPECT_EQ(kiosk.keep(), "as it was");
  EXPECT_EQ(kiosk.contact(), "200");
}

TEST_F(Renewal, a_disk_that_takes_nothing_leaves_the_old_one) {
  KeptDevice kiosk(*server_, "Kiosk 16", in_its_last_third);
  const std::string old = text_of(kiosk.file("certificate.pem"));
  fs::create_directory(kiosk.file("certificate.pem.tmp"));  // in the way of the temporary file
  EXPECT_NE(kiosk.keep(), "renewed");
  EXPECT_EQ(text_of(kiosk.file("certificate.pem")), old);
  EXPECT_EQ(kiosk.contact(), "200");
}

// The whole device: it was in a cupboard until its certificate had ended, with a booking in its
// outbox that nobody has received.
TEST_F(Renewal, a_kiosk_from_the_cupboard_still_delivers_what_it_sold) {
  const ScratchDirectory directory;
  enrol_device(*server_, "Cupboard kiosk", DeviceRole::kiosk, directory.path());
  const auto open = [&] {
    return *std::move(DeviceStation::open(
        {.program = "lobby-kiosk", .data = directory.path(), .assets = built_assets()}));
  };
  {
    const auto station = open();
    const auto booking = requested_booking(4'711, {{night(4), 1}});
    ASSERT_TRUE(station->store().commit_booking(placing(booking, 4'711), "TICKET").ok());
    age_certificate(*server_, directory.path(), station->identity().device, long_ended);
  }
  const auto station = open();
  station->start_sync([] {});
  wait_until("the outbox to drain",
             [&] { return station->store().outbox_summary()->pending == 0; });
  station->stop_sync();
  EXPECT_GT(openssl::Certificate::load(directory.path() / "certificate.pem")->not_after(),
            time_now() + Duration::days(700));
  EXPECT_NE(text_of(directory.path() / "lobby-kiosk.log").find("the server has issued a new one"),
            std::string::npos);
}

// Its own server: its certificate is changed under it.
TEST(RenewalOfTheServer, happens_while_it_runs) {
  ServerProcess server;
  server.start();
  EnrolledDevice desk(server, "Desk 1", DeviceRole::desk);
  const fs::path file = server.data() / "server.pem";
  const openssl::Authority authority = authority_of(server);
  const auto key = *openssl::PrivateKey::load(server.data() / "server.key.pem");
  const auto near_its_end =
      authority.issue_server(key, {"127.0.0.1"}, time_now() - Duration::days(700));
  std::ofstream(file) << near_its_end->pem() << authority.certificate().pem();
  wait_until("the server to renew its certificate", [&] {
    const auto certificate = openssl::Certificate::load(file);
    return certificate && certificate->not_after() > time_now() + Duration::days(700);
  });
  EXPECT_EQ(outcome_of(desk.another_transport()->get("/v1/feed?cursor=0", request_timeout)), "200");
  server.stop();
  server.start();
  EXPECT_EQ(outcome_of(desk.another_transport()->get("/v1/feed?cursor=0", request_timeout)), "200");
}

}  // namespace renewal_test
}  // namespace lobby::tests
