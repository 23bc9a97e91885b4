// Goal: a key that systemd passes goes before the file, and no key that others could have read is
// used. Method: a directory of credentials in the environment, every mode a file may have.
#include "platform/openssl/credential.h"

#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "platform/openssl/key.h"
#include "tests/fakes/store_facts.h"

namespace lobby::openssl {
namespace {

// The environment is one for all, so each case puts it back.
class Credentials : public ::testing::Test {
 protected:
  void SetUp() override { pass(directory_.path().string()); }
  void TearDown() override { ::unsetenv("CREDENTIALS_DIRECTORY"); }

  static void pass(const std::string& directory) {
    ::setenv("CREDENTIALS_DIRECTORY", directory.c_str(), 1);
  }
  static PrivateKey new_key() { return *std::move(PrivateKey::generate(KeyKind::ed25519)); }
  std::filesystem::path credential() const { return directory_.path() / device_key_credential; }
  std::filesystem::path file() const { return data_.path() / "key.pem"; }
  std::filesystem::path chosen() const { return key_or_credential(file(), device_key_credential); }

  const tests::ScratchDirectory directory_;
  const tests::ScratchDirectory data_;
};

TEST_F(Credentials, go_before_the_file) {
  const PrivateKey passed = new_key();
  ASSERT_TRUE(new_key().save(file()).ok());
  EXPECT_EQ(chosen(), file()) << "none of this name was passed";
  ASSERT_TRUE(passed.save(credential()).ok());
  EXPECT_EQ(chosen(), credential());
  EXPECT_EQ(PrivateKey::load(chosen())->public_key(), passed.public_key());
}

TEST_F(Credentials, are_looked_for_where_systemd_says_only) {
  ASSERT_TRUE(new_key().save(credential()).ok());
  ::unsetenv("CREDENTIALS_DIRECTORY");
  EXPECT_EQ(chosen(), file());
  EXPECT_FALSE(is_credential(credential()));
  pass("");
  EXPECT_EQ(chosen(), file());
  pass("relative/place");
  EXPECT_EQ(chosen(), file());
  pass((directory_.path() / "nowhere").string());
  EXPECT_EQ(chosen(), file());
  pass(directory_.path().string() + "/");
  EXPECT_EQ(PrivateKey::load(chosen()).ok(), true);
}

// systemd gives a service's user access by an ACL, which stat shows as the group's bits.
TEST_F(Credentials, have_the_modes_that_systemd_gives_them) {
  struct Row {
    mode_t mode;
    bool as_credential;
    bool as_file;
  };
  const Row rows[] = {{0400, true, true},   {0600, true, true},   {0440, true, false},
                      {0640, true, false},  {0460, false, false}, {0420, false, false},
                      {0404, false, false}, {0444, false, false}, {0644, false, false},
                      {0401, false, false}};
  ASSERT_TRUE(new_key().save(credential()).ok());
  ASSERT_TRUE(new_key().save(file()).ok());
  for (const Row& row : rows) {
    ASSERT_EQ(::chmod(credential().c_str(), row.mode), 0);
    ASSERT_EQ(::chmod(file().c_str(), row.mode), 0);
    const Result<PrivateKey> passed = PrivateKey::load(credential());
    EXPECT_EQ(passed.ok(), row.as_credential) << std::oct << row.mode;
    if (!passed) {
      EXPECT_EQ(passed.error().code, ErrorCode::configuration);
      EXPECT_NE(passed.error().detail.find("lobby.device.key"), std::string::npos);
    }
    EXPECT_EQ(PrivateKey::load(file()).ok(), row.as_file) << std::oct << row.mode;
  }
}

TEST_F(Credentials, that_are_no_key_are_named) {
  std::ofstream(credential()) << "no key";
  ASSERT_EQ(::chmod(credential().c_str(), 0400), 0);
  const Result<PrivateKey> loaded = PrivateKey::load(chosen());
  ASSERT_FALSE(loaded.ok());
  EXPECT_EQ(loaded.error().code, ErrorCode::malformed);
  EXPECT_NE(loaded.error().detail.find("lobby.device.key"), std::string::npos);
}

}  // namespace
}  // namespace lobby::openssl
