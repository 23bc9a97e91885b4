// Goal: a server and a device work with keys that systemd passes and no key file, and say what is
// wrong with one they cannot use. Method: the real lobby-server with a directory of credentials in
// its environment.
#include "platform/openssl/credential.h"

#include <cstdlib>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "platform/openssl/certificate.h"
#include "platform/openssl/key.h"
#include "tests/fakes/rig.h"
#include "tests/web/web_fixture.h"

namespace lobby::tests {
namespace {

namespace fs = std::filesystem;
using protocol::DeviceRole;

// The environment is one for all, so each case puts it back.
class CredentialsPassed : public ::testing::Test {
 protected:
  void TearDown() override { ::unsetenv("CREDENTIALS_DIRECTORY"); }

  void pass(bool passed) {
    if (passed) {
      ::setenv("CREDENTIALS_DIRECTORY", credentials_.path().c_str(), 1);
    } else {
      ::unsetenv("CREDENTIALS_DIRECTORY");
    }
  }
  fs::path credential(std::string_view name) const { return credentials_.path() / name; }
  void move_key(const fs::path& file, std::string_view name) {
    fs::copy_file(file, credential(name));
    fs::remove(file);
    ASSERT_EQ(::chmod(credential(name).c_str(), 0440), 0);
  }

  const ScratchDirectory credentials_;
};

TEST_F(CredentialsPassed, are_all_that_a_server_needs) {
  ServerProcess server;
  move_key(server.data() / "ca.key.pem", openssl::authority_key_credential);
  move_key(server.data() / "server.key.pem", openssl::server_key_credential);
  move_key(server.data() / "seal.key.pem", openssl::seal_key_credential);
  const ProgramResult without = run_server_program({"serve", "--data", server.data().string()});
  EXPECT_NE(without.status, 0);
  EXPECT_NE(without.output.find("lobby.seal.key"), std::string::npos) << without.output;

  pass(true);
  server.start();
  EnrolledDevice desk(server, "Desk 1", DeviceRole::desk);
  EXPECT_EQ(outcome_of(desk.transport().get("/v1/feed?cursor=0", request_timeout)), "200");
  EXPECT_FALSE(fs::exists(server.data() / "ca.key.pem"));
  EXPECT_FALSE(fs::exists(server.data() / "server.key.pem"));
  EXPECT_FALSE(fs::exists(server.data() / "seal.key.pem"));
}

TEST_F(CredentialsPassed, are_no_keys_for_init) {
  ASSERT_TRUE(openssl::PrivateKey::generate(openssl::KeyKind::ed25519)
                  ->save(credential(openssl::authority_key_credential))
                  .ok());
  pass(true);
  const ScratchDirectory directory;
  const ProgramResult refused =
      run_server_program({"init", "--data", (directory.path() / "server").string(), "--site",
                          (built_assets() / "site" / "yunting.toml").string()});
  EXPECT_NE(refused.status, 0);
  EXPECT_NE(refused.output.find("init makes keys of its own"), std::string::npos) << refused.output;
  EXPECT_TRUE(fs::exists(credential(openssl::authority_key_credential)));
}

TEST_F(CredentialsPassed, are_a_devices_key_from_enrolment_on) {
  ServerProcess server;
  server.start();
  const fs::path key_file = credential(openssl::device_key_credential);
  ASSERT_TRUE(openssl::PrivateKey::generate(openssl::KeyKind::ed25519)->save(key_file).ok());
  ASSERT_EQ(::chmod(key_file.c_str(), 0400), 0);
  pass(true);
  const ScratchDirectory directory;
  enrol_device(server, "Kiosk 1", DeviceRole::kiosk, directory.path());
  EXPECT_FALSE(fs::exists(directory.path() / "key.pem"));
  EXPECT_TRUE(fs::exists(key_file));
  const auto certificate = openssl::Certificate::load(directory.path() / "certificate.pem");
  EXPECT_TRUE(certificate->belongs_to(*openssl::PrivateKey::load(key_file)));

  const StationOptions options{
      .program = "lobby-kiosk", .data = directory.path(), .assets = built_assets()};
  {
    const auto station = *std::move(DeviceStation::open(options));
    station->start_sync([] {});
    wait_until("the first contact", [&] { return station->load_offer().ok(); });
    station->stop_sync();
  }
  pass(false);
  EXPECT_EQ(DeviceStation::open(options).error().code, ErrorCode::not_found);
}

// An enrolment that fails leaves nothing behind, and takes nothing away.
TEST_F(CredentialsPassed, stay_where_they_are_when_enrolment_fails) {
  ServerProcess server;
  server.start();
  const fs::path key_file = credential(openssl::device_key_credential);
  ASSERT_TRUE(openssl::PrivateKey::generate(openssl::KeyKind::p256)->save(key_file).ok());
  pass(true);
  const auto order = server.order_enrolment("Kiosk 1", DeviceRole::kiosk);
  const ScratchDirectory directory;
  const auto refused = enrol(order.server_url, order.code, order.ca_fingerprint, directory.path());
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::configuration) << "it is for a server";
  EXPECT_TRUE(fs::exists(key_file));
  EXPECT_TRUE(fs::is_empty(directory.path()));
  fs::remove(key_file);
  EXPECT_TRUE(enrol(order.server_url, order.code, order.ca_fingerprint, directory.path()).ok())
      << "the code is still good";
}

TEST(KeyFiles, that_others_may_read_stop_the_server) {
  ServerProcess server;
  for (const char* name : {"ca.key.pem", "server.key.pem", "seal.key.pem"}) {
    const fs::path file = server.data() / name;
    ASSERT_EQ(::chmod(file.c_str(), 0640), 0);
    const ProgramResult refused =
        run_server_program({"serve", "--data", server.data().string(), "--listen", "127.0.0.1:0"});
    EXPECT_NE(refused.status, 0) << name;
    EXPECT_NE(refused.output.find("chmod 600 " + file.string()), std::string::npos)
        << refused.output;
    ASSERT_EQ(::chmod(file.c_str(), 0600), 0);
  }
}

}  // namespace
}  // namespace lobby::tests
