// Reads a log, in its public folder or where it is served, with Go's own code for such logs, and says what it found as JSON. Any disagreement ends
// it with status 1.
package main

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type proof struct {
	Index       int64    `json:"index"`
	Inclusion   []string `json:"inclusion"`
	From        int64    `json:"from"`
	Consistency []string `json:"consistency"`
}

// Folder is a path or an address. A proof from 0 on is of inclusion alone; where Time is 0 witnesses may have signed at any time.
type question struct {
	Folder    string   `json:"folder"`
	Log       string   `json:"log"`
	Witness   string   `json:"witness"`
	Witnesses []string `json:"witnesses"`
	Time      uint64   `json:"time"`
	Proofs    []proof  `json:"proofs"`
}

// A witness's key, of a kind that the package does not know by itself.
type witness struct {
	name string
	id   uint32
	key  ed25519.PublicKey
	time uint64
}

func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.id }
func (w witness) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	time := binary.BigEndian.Uint64(signature)
	if w.time != 0 && time != w.time {
		return false
	}
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", time, text)
	return ed25519.Verify(w.key, []byte(message), signature[8:])
}

func newWitness(text string, time uint64) witness {
	parts := strings.SplitN(text, "+", 3)
	id, err := strconv.ParseUint(parts[1], 16, 32)
	check(err)
	key, err := base64.StdEncoding.DecodeString(parts[2])
	check(err)
	return witness{parts[0], uint32(id), key[1:], time}
}

// The folder's tiles; its paths lack the height that the package writes.
type tiles struct {
	folder string
	size   int64
}

func (t tiles) Height() int                     { return 8 }
func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}
func (t tiles) ReadTiles(all []tlog.Tile) ([][]byte, error) {
	var data [][]byte
	for _, tile := range all {
		bytes, err := t.read(strings.TrimPrefix(tile.Path(), "tile/8/"), tile.W*tlog.HashSize)
		if err != nil {
			return nil, err
		}
		data = append(data, bytes)
	}
	return data, nil
}

// A file below a folder or an address.
func fetch(folder, path string) ([]byte, error) {
	if !strings.HasPrefix(folder, "http") {
		return os.ReadFile(filepath.Join(folder, path))
	}
	answer, err := http.Get(folder + "/" + path)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode == http.StatusNotFound {
		return nil, os.ErrNotExist
	}
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", path, answer.Status)
	}
	return io.ReadAll(answer.Body)
}

func (t tiles) read(path string, length int) ([]byte, error) {
	bytes, err := fetch(t.folder, "tile/"+path)
	if os.IsNotExist(err) {
		bytes, err = fetch(t.folder, "tile/"+strings.Split(path, ".p/")[0])
	}
	if err == nil && length >= 0 && len(bytes) != length {
		return nil, fmt.Errorf("%s has %d bytes and not %d", path, len(bytes), length)
	}
	return bytes, err
}

func (t tiles) entries() [][]byte {
	var entries [][]byte
	for n := int64(0); n*256 < t.size; n++ {
		path := strings.TrimPrefix(tlog.Tile{H: 8, L: 0, N: n, W: int(min(t.size-n*256, 256))}.Path(), "tile/8/0/")
		bundle, err := t.read("entries/"+path, -1)
		check(err)
		for len(bundle) > 0 {
			length := binary.BigEndian.Uint16(bundle)
			entries = append(entries, bundle[2:2+length])
			bundle = bundle[2+length:]
		}
	}
	return entries
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func hashes(texts []string) []tlog.Hash {
	all := []tlog.Hash{}
	for _, text := range texts {
		hash, err := tlog.ParseHash(text)
		check(err)
		all = append(all, hash)
	}
	return all
}

func same(ours, theirs []tlog.Hash, what string) {
	if len(ours) != len(theirs) {
		log.Fatalf("%s: %d hashes and not %d", what, len(theirs), len(ours))
	}
	for i := range ours {
		if ours[i] != theirs[i] {
			log.Fatalf("%s: hash %d", what, i)
		}
	}
}

func main() {
	var asked question
	check(json.NewDecoder(os.Stdin).Decode(&asked))
	verifier, err := note.NewVerifier(asked.Log)
	check(err)
	bytes, err := fetch(asked.Folder, "checkpoint")
	check(err)
	verifiers := []note.Verifier{verifier}
	if asked.Witness != "" {
		verifiers = append(verifiers, newWitness(asked.Witness, asked.Time))
	}
	for _, each := range asked.Witnesses {
		verifiers = append(verifiers, newWitness(each, asked.Time))
	}
	opened, err := note.Open(bytes, note.VerifierList(verifiers...))
	check(err)
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	root, err := tlog.ParseHash(lines[2])
	check(err)
	if lines[0] != verifier.Name() {
		log.Fatal("the origin is not the key's name")
	}

	from := tiles{asked.Folder, size}
	reader := tlog.TileHashReader(tlog.Tree{N: size, Hash: root}, from)
	found, err := tlog.TreeHash(size, reader)
	check(err)
	if found != root {
		log.Fatal("the tiles do not make the root")
	}
	entries := from.entries()
	for i, entry := range entries {
		leaf, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, int64(i))})
		check(err)
		if leaf[0] != tlog.RecordHash(entry) {
			log.Fatalf("entry %d is not that of its tile", i)
		}
	}
	for _, each := range asked.Proofs {
		ours, theirs := tlog.RecordProof(hashes(each.Inclusion)), tlog.TreeProof(hashes(each.Consistency))
		check(tlog.CheckRecord(ours, size, root, each.Index, tlog.RecordHash(entries[each.Index])))
		made, err := tlog.ProveRecord(size, each.Index, reader)
		check(err)
		same(made, ours, "inclusion")
		if each.From == 0 {
			continue
		}
		old, err := tlog.TreeHash(each.From, reader)
		check(err)
		check(tlog.CheckTree(theirs, size, root, each.From, old))
		continued, err := tlog.ProveTree(size, each.From, reader)
		check(err)
		same(continued, theirs, "consistency")
	}
	check(json.NewEncoder(os.Stdout).Encode(map[string]int{
		"size": int(size), "entries": len(entries), "signatures": len(opened.Sigs), "proofs": len(asked.Proofs),
	}))
}
