// What a ticket costs beside the signature itself: ours makes the message and the text and calls
// OpenSSL through the ports; the limit is one raw Ed25519 call on the same bytes with the key and
// context made beforehand.
#include <memory>

#include <benchmark/benchmark.h>
#include <openssl/evp.h>

#include "core/ticket/ticket.h"
#include "platform/openssl/crypto.h"

namespace lobby::bench {
namespace {

ticket::Ticket sample() {
  ticket::Ticket ticket;
  ticket.site_number = 7;
  ticket.service_number = 12;
  ticket.party = 2;
  ticket.valid_from = {1'780'000'000'000 / 60'000 * 60'000};
  ticket.valid_until = ticket.valid_from + Duration::days(2);
  return ticket;
}

openssl::PrivateKey new_key() {
  return *std::move(openssl::PrivateKey::generate(openssl::KeyKind::ed25519));
}

void ticket_sign(benchmark::State& state) {
  openssl::Signer signer(new_key());
  ticket::SignedTicket signed_ticket{sample(), {}};
  for (auto _ : state) {
    signed_ticket.signature = signer.sign(ticket::signing_message(signed_ticket.ticket));
    benchmark::DoNotOptimize(ticket::ticket_text(signed_ticket, "yunting.example"));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(ticket_sign)->Name("ticket_sign/ours");

void raw_sign(benchmark::State& state) {
  const openssl::PrivateKey key = new_key();
  const Bytes message = ticket::signing_message(sample());
  ticket::Signature signature{};
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_DigestSignInit(context, nullptr, nullptr, nullptr, key.handle());
  for (auto _ : state) {
    std::size_t length = signature.size();
    EVP_DigestSign(context, signature.data(), &length, message.data(), message.size());
    benchmark::DoNotOptimize(signature);
  }
  EVP_MD_CTX_free(context);
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(raw_sign)->Name("ticket_sign/limit");

void ticket_verify(benchmark::State& state) {
  openssl::Signer signer(new_key());
  openssl::Verifier verifier;
  ticket::SignedTicket signed_ticket{sample(), {}};
  signed_ticket.signature = signer.sign(ticket::signing_message(signed_ticket.ticket));
  const std::string text = ticket::ticket_text(signed_ticket, "yunting.example");
  for (auto _ : state) {
    const Result<ticket::SignedTicket> scanned = ticket::parse_ticket(text);
    CHECK(verifier.verify(signer.public_key(), ticket::signing_message(scanned->ticket),
                          scanned->signature));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(ticket_verify)->Name("ticket_verify/ours");

void raw_verify(benchmark::State& state) {
  openssl::Signer signer(new_key());
  const Bytes message = ticket::signing_message(sample());
  const ticket::Signature signature = signer.sign(message);
  const ticket::PublicKey raw = signer.public_key();
  EVP_PKEY* key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw.data(), raw.size());
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  EVP_DigestVerifyInit(context, nullptr, nullptr, nullptr, key);
  for (auto _ : state) {
    CHECK(EVP_DigestVerify(context, signature.data(), signature.size(), message.data(),
                           message.size()) == 1);
  }
  EVP_MD_CTX_free(context);
  EVP_PKEY_free(key);
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(raw_verify)->Name("ticket_verify/limit");

}  // namespace
}  // namespace lobby::bench
